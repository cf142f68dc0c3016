/** Tests orders on a real Temporal server, with {@code ./workshop} commands. */
package ticketing.acceptance.server;
