/** The embedded Temporal server in a terminal of its own. */
package ticketing.runner.run.server;
