package ticketing.runner.run.ledger;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.system.Ledger;
import ticketing.system.LedgerException;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;

/** Describes a ticket database: every order that has a reservation or a folder. */
final class LedgerReport {
  private static final int SHOWN_DIGITS = 4;

  private final Reservations reservations;
  private final DateTimeFormatter time;
  private final Map<String, Tickets> orders = new TreeMap<>();

  /** The tickets of an order, or why they cannot be read. */
  private record Tickets(List<Ledger.Entry> entries, String unreadable) {
    boolean isSound() {
      return unreadable == null && entries.size() <= 1;
    }
  }

  /**
   * Reads the database, once.
   *
   * @param zone for the times
   * @throws LedgerException if the database cannot be read at all
   */
  LedgerReport(Reservations reservations, Ledger ledger, ZoneId zone) {
    this.reservations = reservations;
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(zone);
    Stream.concat(reservations.orderIds().stream(), ledger.orderIds().stream())
        .forEach(id -> orders.computeIfAbsent(id, order -> read(ledger, order)));
  }

  /** Reads an order's tickets; a damaged one does not hide those of other orders. */
  private static Tickets read(Ledger ledger, String orderId) {
    try {
      return new Tickets(ledger.ticketsOf(orderId), null);
    } catch (LedgerException e) {
      return new Tickets(List.of(), e.getMessage());
    }
  }

  boolean has(String orderId) {
    return orders.containsKey(orderId);
  }

  /** Returns whether every order could be read, and none has more than one ticket. */
  boolean isSound() {
    return orders.values().stream().allMatch(Tickets::isSound);
  }

  boolean isSound(String orderId) {
    return orders.get(orderId).isSound();
  }

  /** Returns a line for each order, and one with the totals. */
  List<String> lines() {
    String format =
        "%%-%ds  %%-%ds  %%s"
            .formatted(
                width(orders.keySet().stream()), width(orders.keySet().stream().map(this::seat)));
    List<String> lines = new ArrayList<>();
    orders.forEach((id, found) -> lines.add(format.formatted(id, seat(id), tickets(id, found))));
    lines.add(totals());
    return lines;
  }

  private static int width(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(1);
  }

  private String seat(String orderId) {
    return reservations
        .seatOf(orderId)
        .map(seat -> printable(seat.event() + ", " + seat.seat()))
        .orElse("no reservation");
  }

  private String tickets(String orderId, Tickets found) {
    if (found.unreadable() != null) {
      return "CANNOT BE READ: " + printable(found.unreadable());
    }
    int count = found.entries().size();
    if (count == 0) {
      return "no ticket"
          + reservations.seatOf(orderId).map(Seat::rejection).map(why -> ": " + why).orElse("");
    }
    return (count > 1 ? "SOLD " + count + " TIMES: " : "")
        + found.entries().stream()
            .map(entry -> entry.ticket().ticketId() + " at " + time.format(entry.publishedAt()))
            .collect(Collectors.joining(", "));
  }

  private String totals() {
    int tickets = orders.values().stream().mapToInt(found -> found.entries().size()).sum();
    int duplicates =
        orders.values().stream().mapToInt(found -> Math.max(0, found.entries().size() - 1)).sum();
    long unreadable = orders.values().stream().filter(found -> found.unreadable() != null).count();
    return "%s, %s, %s%s"
        .formatted(
            count(orders.size(), "order"),
            count(tickets, "ticket"),
            count(duplicates, "duplicate"),
            unreadable == 0 ? "" : ", " + count(unreadable, "order") + " unreadable");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns one order's reservation and tickets, with masked card numbers. */
  List<String> inFull(String orderId) {
    Tickets found = orders.get(orderId);
    List<String> lines = new ArrayList<>();
    lines.add(orderId + "  " + seat(orderId));
    if (found.entries().isEmpty()) {
      lines.add(tickets(orderId, found));
    }
    for (Ledger.Entry entry : found.entries()) {
      lines.add(
          "%s  at %s  paid with %s"
              .formatted(
                  entry.ticket().ticketId(),
                  time.format(entry.publishedAt()),
                  masked(entry.ticket().paymentInfo())));
    }
    if (found.entries().size() > 1) {
      lines.add("This seat was sold " + found.entries().size() + " times.");
    }
    return lines;
  }

  /** Returns the card number with only its last digits, as on a receipt; none of a short one. */
  static String masked(PaymentInfo payment) {
    String number = String.valueOf(payment.cardNumber());
    int shown = number.length() > 2 * SHOWN_DIGITS ? SHOWN_DIGITS : 0;
    int hidden = number.length() - shown;
    return printable(number.substring(0, hidden).replaceAll("\\d", "x") + number.substring(hidden));
  }

  /** Replaces control characters: anybody may edit the files, and they would command a terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
