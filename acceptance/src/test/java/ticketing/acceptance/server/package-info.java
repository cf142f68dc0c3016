/** Orders on a real Temporal server, by the commands that people type. */
package ticketing.acceptance.server;
