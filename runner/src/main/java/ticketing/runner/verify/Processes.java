package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import ticketing.system.Ledger;

/** What checks of processes share, until all of them are acceptance tests. */
final class Processes {
  private Processes() {}

  /** On disk there is one ticket for each, and there is a line that tells the order and it. */
  static void requireOneTicketEach(Ledger ledger, List<String> orderIds, String told)
      throws Check.Failed {
    Set<String> lines = told.lines().collect(Collectors.toSet());
    for (String orderId : orderIds) {
      List<Ledger.Entry> tickets = ledger.ticketsOf(orderId);
      Check.require(tickets.size() == 1, orderId + " has " + tickets.size() + " tickets");
      String line = orderId + "  " + tickets.get(0).ticket().ticketId();
      Check.require(lines.contains(line), "not told: " + line + "\n" + told);
    }
  }

  static void awaitText(Path log, String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.readString(log).contains(text)) {
      Check.require(
          System.nanoTime() < deadline,
          "waited in vain for \"" + text + "\" in " + log + ":\n" + Files.readString(log));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
