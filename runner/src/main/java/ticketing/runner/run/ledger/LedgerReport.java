package ticketing.runner.run.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ticketing.system.Ledger;
import ticketing.system.LedgerException;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;

/** A ticket database in words: every order that has a reservation or a folder. */
final class LedgerReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final int SHOWN_DIGITS = 4;

  private final Reservations reservations;
  private final ZoneId zone;
  private final Map<String, Found> orders = new TreeMap<>();

  /** What the ledger has of an order: its tickets, or why nobody can tell. */
  private record Found(List<Ledger.Entry> tickets, String unreadable) {
    boolean isDouble() {
      return tickets.size() > 1;
    }

    boolean isSound() {
      return unreadable == null && !isDouble();
    }
  }

  /**
   * Reads it, once.
   *
   * @param zone for the times
   * @throws LedgerException if the database cannot be read at all
   */
  LedgerReport(Reservations reservations, Ledger ledger, ZoneId zone) {
    this.reservations = reservations;
    this.zone = zone;
    Set<String> ids = new TreeSet<>(reservations.orderIds());
    ids.addAll(ledger.orderIds());
    ids.forEach(id -> orders.put(id, find(ledger, id)));
  }

  /** One damaged ticket hides no other order's. */
  private static Found find(Ledger ledger, String orderId) {
    try {
      return new Found(ledger.ticketsOf(orderId), null);
    } catch (LedgerException e) {
      return new Found(List.of(), e.getMessage());
    }
  }

  /** Every order, sorted. */
  Set<String> orderIds() {
    return orders.keySet();
  }

  /** Whether every order could be read, and none has more than one ticket. */
  boolean isSound() {
    return orders.values().stream().allMatch(Found::isSound);
  }

  /** The same of one order. */
  boolean isSound(String orderId) {
    return orders.get(orderId).isSound();
  }

  /** A line for each order, and the sums. */
  List<String> lines() {
    int idWidth = width(orders.keySet().stream().toList());
    int seatWidth = width(orders.keySet().stream().map(this::seat).toList());
    List<String> lines = new ArrayList<>();
    orders.forEach(
        (id, found) ->
            lines.add(
                "%-"
                    .concat(idWidth + "s  %-" + seatWidth + "s  %s")
                    .formatted(id, seat(id), tickets(id, found))));
    lines.add(sums());
    return lines;
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  private String seat(String orderId) {
    return reservations
        .seatOf(orderId)
        .map(seat -> printable(seat.event() + ", " + seat.seat()))
        .orElse("no reservation");
  }

  private String tickets(String orderId, Found found) {
    if (found.unreadable() != null) {
      return "CANNOT BE READ: " + printable(found.unreadable());
    }
    if (found.tickets().isEmpty()) {
      return "no ticket" + rejection(orderId);
    }
    String tickets =
        found.tickets().stream()
            .map(entry -> entry.ticket().ticketId() + " at " + time(entry.publishedAt()))
            .collect(Collectors.joining(", "));
    return (found.isDouble() ? "SOLD " + found.tickets().size() + " TIMES: " : "") + tickets;
  }

  private String rejection(String orderId) {
    return reservations
        .seatOf(orderId)
        .map(Seat::rejection)
        .map(rejection -> ": " + rejection)
        .orElse("");
  }

  private String sums() {
    int tickets = orders.values().stream().mapToInt(found -> found.tickets().size()).sum();
    int duplicates =
        orders.values().stream().mapToInt(found -> Math.max(0, found.tickets().size() - 1)).sum();
    long unreadable = orders.values().stream().filter(found -> found.unreadable() != null).count();
    return count(orders.size(), "order")
        + ", "
        + count(tickets, "ticket")
        + ", "
        + count(duplicates, "duplicate")
        + (unreadable == 0 ? "" : ", " + count(unreadable, "order") + " unreadable");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** One order's reservation and tickets, with nobody's card number. */
  List<String> inFull(String orderId) {
    Found found = orders.get(orderId);
    List<String> lines = new ArrayList<>();
    lines.add(orderId + "  " + seat(orderId) + rejection(orderId));
    if (found.unreadable() != null || found.tickets().isEmpty()) {
      lines.add(found.unreadable() != null ? tickets(orderId, found) : "no ticket");
      return lines;
    }
    for (Ledger.Entry entry : found.tickets()) {
      lines.add(
          "%s  at %s  paid with %s"
              .formatted(
                  entry.ticket().ticketId(),
                  time(entry.publishedAt()),
                  masked(entry.ticket().paymentInfo())));
    }
    if (found.isDouble()) {
      lines.add("This seat was sold " + found.tickets().size() + " times.");
    }
    return lines;
  }

  /** All but the last digits, as on a receipt; of a short number nothing. */
  static String masked(PaymentInfo payment) {
    String number = String.valueOf(payment.cardNumber());
    int shown = number.length() > 2 * SHOWN_DIGITS ? SHOWN_DIGITS : 0;
    int hidden = number.length() - shown;
    return printable(number.substring(0, hidden).replaceAll("\\d", "x") + number.substring(hidden));
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  /** What stands in a file that anybody may edit must not command the terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
