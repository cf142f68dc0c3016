package ticketing.worker;

import ticketing.system.TicketSystem;

/**
 * A ticket system that a worker is to call.
 *
 * @param system what its activities call
 * @param where where its tickets are, in words that go on after "tickets", such as "in
 *     /tmp/tickets"
 */
public record TicketSystemHandle(TicketSystem system, String where) {}
