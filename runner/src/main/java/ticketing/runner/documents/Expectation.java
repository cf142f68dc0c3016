package ticketing.runner.documents;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.UsageException;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;

/**
 * What has to be true after some commands:
 *
 * <ul>
 *   <li>{@code expects exit 1}: so the last command that ended has ended;
 *   <li>{@code expects shown "TEXT"}, {@code expects nowhere "TEXT"}: in what it has printed;
 *   <li>{@code expects one ticket of ORDER…}: each has one ticket on disk, and wherever a line
 *       tells the order's ticket, it is that number;
 *   <li>{@code expects one ticket of all in FOLDER}: each order of this database has one ticket;
 *   <li>{@code expects no card of ORDER}: its card number is not in what was printed last.
 * </ul>
 */
final class Expectation {
  private static final String ALL = "all";

  private Expectation() {}

  /**
   * What there is to be looked at.
   *
   * @param exitCode of the last command that ended
   * @param last what it has printed
   * @param all what all of them have printed
   * @param root the folder in which they were typed
   */
  record Seen(int exitCode, String last, String all, Path root) {}

  /**
   * Why it is not met, if it is not.
   *
   * @param words those after {@code expects}
   * @throws UsageException if there is no such expectation
   */
  static Optional<String> unmet(List<String> words, Seen seen) {
    String text = words.get(words.size() - 1);
    String what = words.size() == 2 ? words.get(0) : String.join(" ", words.subList(0, 3));
    return switch (what) {
      case "exit" ->
          unless(
              seen.exitCode() == Integer.parseInt(text),
              "the exit code is " + seen.exitCode() + ", not " + text + ":\n" + seen.last());
      case "shown" -> unless(seen.last().contains(text), "not shown: " + text + "\n" + seen.last());
      case "nowhere" -> unless(!seen.last().contains(text), "shown: " + text + "\n" + seen.last());
      case "one ticket of" ->
          words.get(3).equals(ALL)
              ? otherThanOneTicketEach(seen.root().resolve(text))
              : words.subList(3, words.size()).stream()
                  .flatMap(orderId -> otherThanOneTicket(orderId, seen).stream())
                  .findFirst();
      case "no card of" ->
          unless(
              !seen.last().contains(new PaymentService().paymentInfoOf(text).cardNumber()),
              "the card number of " + text + " is shown");
      default -> throw new UsageException("Nobody knows how to expect " + words);
    };
  }

  private static Optional<String> otherThanOneTicket(String orderId, Seen seen) {
    List<String> onDisk =
        new Ledger(seen.root().resolve("database"), Clock.systemUTC()).ticketIdsOf(orderId);
    Set<String> told = new TreeSet<>();
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(orderId) + "  (TICKET-\\d+)\\s*$")
            .matcher(seen.all());
    while (line.find()) {
      told.add(line.group(1));
    }
    return unless(
        onDisk.size() == 1 && told.equals(Set.copyOf(onDisk)),
        "%s has %s on disk, and %s is told:%n%s".formatted(orderId, onDisk, told, seen.all()));
  }

  private static Optional<String> otherThanOneTicketEach(Path database) {
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    return Reservations.read(database).orderIds().stream()
        .filter(orderId -> ledger.ticketIdsOf(orderId).size() != 1)
        .map(orderId -> orderId + " has " + ledger.ticketIdsOf(orderId) + " on disk")
        .findFirst();
  }

  private static Optional<String> unless(boolean holds, String otherwise) {
    return holds ? Optional.empty() : Optional.of(otherwise);
  }
}
