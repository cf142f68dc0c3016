/** Tests orders on a real Temporal server, with the commands that people type. */
package ticketing.acceptance.server;
