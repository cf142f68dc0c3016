/**
 * The ticket system as a service: a process of its own that serves it over HTTP on loopback, the
 * client that workers call it with, and the faults that are switched while it runs. Here a lost
 * response is a connection that is really cut, and a late write really lands after its caller has
 * given up.
 *
 * <p>{@link ticketing.runner.service.TicketService} is the service, {@link
 * ticketing.runner.service.HttpTicketSystem} the client, and {@link ticketing.runner.service.Wire}
 * what both know of each other. Nothing here knows a strategy.
 */
package ticketing.runner.service;
