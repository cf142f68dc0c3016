package ticketing.system.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.system.Ticket;

/** Knows which tickets are so young that a stale read may miss them: the first of each order. */
final class YoungTickets {
  private final Duration youth;
  private final Clock clock;
  private final Map<String, First> firsts = new ConcurrentHashMap<>();

  /** How many creates of an order are at work: a ticket may be in the ledger and not yet here. */
  private final Map<String, Integer> creating = new ConcurrentHashMap<>();

  /**
   * The first ticket of an order.
   *
   * @param ticketId its number
   * @param oldAt from when on it is seen
   */
  private record First(String ticketId, Instant oldAt) {}

  YoungTickets(Duration youth, Clock clock) {
    this.youth = youth;
    this.clock = clock;
  }

  void createBegins(String orderId) {
    creating.merge(orderId, 1, Integer::sum);
  }

  void createEnds(String orderId) {
    creating.computeIfPresent(orderId, (order, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Notes a ticket that a create returned.
   *
   * @param latest its age counts from here if it is later now: writing takes real time, which a
   *     skipped clock would add to a promise that is kept to the millisecond
   * @return whether it is the order's first ticket, returned once more
   */
  boolean isFirstAgain(Ticket ticket, Instant latest) {
    Instant now = clock.instant();
    Instant written = now.isBefore(latest) ? now : latest;
    First before =
        firsts.putIfAbsent(ticket.orderId(), new First(ticket.ticketId(), written.plus(youth)));
    return before != null && before.ticketId().equals(ticket.ticketId());
  }

  boolean isYoung(Ticket ticket) {
    First first = firsts.get(ticket.orderId());
    return first == null
        ? creating.containsKey(ticket.orderId())
        : first.ticketId().equals(ticket.ticketId()) && isYoung(first);
  }

  boolean hasFirst(String orderId) {
    return firsts.containsKey(orderId);
  }

  boolean hasYoungFirst(String orderId) {
    First first = firsts.get(orderId);
    return first != null && isYoung(first);
  }

  private boolean isYoung(First first) {
    return clock.instant().isBefore(first.oldAt());
  }
}
