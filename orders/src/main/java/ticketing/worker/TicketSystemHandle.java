package ticketing.worker;

import ticketing.system.TicketSystem;

/**
 * A ticket system for a worker to call.
 *
 * @param system what its activities call
 * @param where where its tickets are, to continue "tickets", such as "in /tmp/tickets"
 */
public record TicketSystemHandle(TicketSystem system, String where) {}
