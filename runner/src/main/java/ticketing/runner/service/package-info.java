/**
 * The ticket system as a service: {@link ticketing.runner.service.TicketService} serves it over
 * HTTP on 127.0.0.1, {@link ticketing.runner.service.HttpTicketSystem} is the client, {@link
 * ticketing.runner.service.Messages} is what they send each other. A lost response is a cut
 * connection, a late write happens after its caller has given up, and faults can be changed while
 * it runs.
 *
 * <p>Knows the ticket system, and no strategy.
 */
package ticketing.runner.service;
