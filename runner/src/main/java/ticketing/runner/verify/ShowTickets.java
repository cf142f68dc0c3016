package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import ticketing.system.Ledger;

/**
 * The tickets of a live page on disk, as anybody sees them who looks into the folders.
 *
 * @param database the page's folder
 * @param run the name of the run
 */
record ShowTickets(Path database, String run) {
  /** Those of an order of the lane of this ID, such as {@code 03}. */
  List<String> of(String lane, int number) throws IOException {
    return ledger(lane).ticketIdsOf("order-%s-%s-%04d".formatted(run, lane, number));
  }

  /** How many a lane has. */
  int count(String lane) throws IOException {
    Ledger ledger = ledger(lane);
    return ledger.orderIds().stream().mapToInt(id -> ledger.ticketIdsOf(id).size()).sum();
  }

  private Ledger ledger(String lane) throws IOException {
    try (Stream<Path> folders = Files.list(database.resolve(run))) {
      Path folder =
          folders
              .filter(Files::isDirectory)
              .filter(path -> path.getFileName().toString().split("-", 2)[0].equals(lane))
              .findFirst()
              .orElseThrow(() -> new IOException("There is no folder of lane " + lane));
      return new Ledger(folder, Clock.systemUTC());
    }
  }

  /** The order has so many. */
  void require(String lane, int number, int wanted) throws Exception {
    List<String> tickets = of(lane, number);
    Check.require(
        tickets.size() == wanted,
        "on disk, order %d of lane %s has %s, not %d".formatted(number, lane, tickets, wanted));
  }

  /** In these lanes, each of the orders 1 to {@code orders} has one, and nobody else has any. */
  void requireOneEach(List<String> lanes, int orders) throws Exception {
    for (String lane : lanes) {
      for (int number = 1; number <= orders; number++) {
        require(lane, number, 1);
      }
      int count = count(lane);
      Check.require(
          count == orders,
          "on disk, lane %s has %d tickets, not %d".formatted(lane, count, orders));
    }
  }
}
