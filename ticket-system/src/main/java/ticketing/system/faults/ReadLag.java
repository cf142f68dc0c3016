package ticketing.system.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.system.Ticket;

/** Knows which tickets a stale read may miss: the first of each order, for L after its write. */
final class ReadLag {
  private final Duration limit;
  private final Clock clock;
  private final Map<String, First> firsts = new ConcurrentHashMap<>();

  private record First(String ticketId, Instant visibleFrom) {}

  /**
   * What a create returned.
   *
   * @param ticket the ticket
   * @param again whether the order had got the same ticket before
   */
  record Created(Ticket ticket, boolean again) {
    @Override
    public String toString() {
      return ticket.ticketId() + (again ? " again" : " stored");
    }
  }

  ReadLag(Duration limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Notes a ticket that a create returned.
   *
   * @param latest the ticket's age counts from here if it is later now: writing takes real time,
   *     which a skipped clock would add to a guarantee that is exact to the millisecond
   */
  Created note(Ticket ticket, Instant latest) {
    Instant now = clock.instant();
    Instant written = now.isBefore(latest) ? now : latest;
    First before =
        firsts.putIfAbsent(ticket.orderId(), new First(ticket.ticketId(), written.plus(limit)));
    return new Created(ticket, before != null && before.ticketId.equals(ticket.ticketId()));
  }

  /** Returns whether a stale read may miss the ticket. */
  boolean mayHide(Ticket ticket) {
    First first = firsts.get(ticket.orderId());
    return first != null && first.ticketId.equals(ticket.ticketId()) && mayHide(first);
  }

  /** Returns whether a stale read may miss the order's first ticket. */
  boolean mayHideTicketOf(String orderId) {
    First first = firsts.get(orderId);
    return first != null && mayHide(first);
  }

  private boolean mayHide(First first) {
    return clock.instant().isBefore(first.visibleFrom);
  }

  /** Returns whether the order has got a ticket. */
  boolean hasTicket(String orderId) {
    return firsts.containsKey(orderId);
  }
}
