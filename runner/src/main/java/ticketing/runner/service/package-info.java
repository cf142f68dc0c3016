/**
 * The ticket system as a service: {@link ticketing.runner.service.TicketService} serves it over
 * HTTP on loopback, {@link ticketing.runner.service.HttpTicketSystem} is the client, {@link
 * ticketing.runner.service.Wire} is what both know of each other. A lost response is a cut
 * connection, a late write lands after its caller has given up, and the faults are switched while
 * it runs.
 *
 * <p>Knows the ticket system, and no strategy.
 */
package ticketing.runner.service;
