package ticketing.runner.run.orders;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final DateTimeFormatter time;
  private final Map<String, Order> orders = new TreeMap<>();

  /** An order, with why it has no tickets here; sound if it could be read and has at most one. */
  private record Order(String seat, List<Ledger.Entry> tickets, String none, boolean isSound) {}

  /** Reads the database, once; throws a {@link LedgerException} if it cannot be read at all. */
  LedgerReport(Reservations reservations, Ledger ledger, ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(zone);
    Stream.concat(reservations.orderIds().stream(), ledger.orderIds().stream())
        .forEach(id -> orders.computeIfAbsent(id, order -> read(reservations, ledger, order)));
  }

  /** Reads an order's tickets; a damaged one does not hide those of other orders. */
  private static Order read(Reservations reservations, Ledger ledger, String orderId) {
    Optional<Seat> reserved = reservations.seatOf(orderId);
    String seat =
        reserved.map(of -> printable(of.event() + ", " + of.seat())).orElse("no reservation");
    String rejection = reserved.map(Seat::rejection).map(why -> ": " + why).orElse("");
    try {
      List<Ledger.Entry> tickets = ledger.ticketsOf(orderId);
      return new Order(seat, tickets, "no ticket" + rejection, tickets.size() <= 1);
    } catch (LedgerException e) {
      return new Order(seat, List.of(), "CANNOT BE READ: " + printable(e.getMessage()), false);
    }
  }

  boolean has(String orderId) {
    return orders.containsKey(orderId);
  }

  /** Returns whether every order could be read, and none has more than one ticket. */
  boolean isSound() {
    return orders.values().stream().allMatch(Order::isSound);
  }

  boolean isSound(String orderId) {
    return orders.get(orderId).isSound();
  }

  /** Returns a line for each order, and one with the totals. */
  List<String> lines() {
    String format =
        "%%-%ds  %%-%ds  %%s"
            .formatted(
                width(orders.keySet().stream()), width(orders.values().stream().map(Order::seat)));
    List<String> lines = new ArrayList<>();
    orders.forEach((id, order) -> lines.add(format.formatted(id, order.seat(), tickets(order))));
    lines.add(totals());
    return lines;
  }

  private static int width(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(1);
  }

  private String tickets(Order order) {
    int count = order.tickets().size();
    return count == 0
        ? order.none()
        : (count > 1 ? "SOLD " + count + " TIMES: " : "")
            + order.tickets().stream()
                .map(entry -> entry.ticket().ticketId() + " at " + time.format(entry.publishedAt()))
                .collect(Collectors.joining(", "));
  }

  private String totals() {
    int tickets = orders.values().stream().mapToInt(order -> order.tickets().size()).sum();
    long without = orders.values().stream().filter(order -> order.tickets().isEmpty()).count();
    long duplicates = tickets - (orders.size() - without);
    long unreadable =
        orders.values().stream()
            .filter(order -> order.tickets().isEmpty() && !order.isSound())
            .count();
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
    Order order = orders.get(orderId);
    List<String> lines = new ArrayList<>();
    lines.add(orderId + "  " + order.seat());
    if (order.tickets().isEmpty()) {
      lines.add(order.none());
    }
    for (Ledger.Entry entry : order.tickets()) {
      lines.add(
          "%s  at %s  paid with %s"
              .formatted(
                  entry.ticket().ticketId(),
                  time.format(entry.publishedAt()),
                  masked(entry.ticket().paymentInfo())));
    }
    if (order.tickets().size() > 1) {
      lines.add("This seat was sold " + order.tickets().size() + " times.");
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
