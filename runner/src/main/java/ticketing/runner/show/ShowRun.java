package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ticketing.runner.run.orders.RunOptions;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;
import ticketing.testkit.WorkflowResult;

/**
 * Keeps a run of the page in a folder of its name: how many orders were placed, and for each lane a
 * ticket database and how its orders have ended. The run can be resumed, also after a crash. A page
 * has a folder with all its runs; nothing is written outside it, and nothing in it is deleted.
 *
 * <p>Orders are numbered from 1, the same in each lane; their IDs name the run and the lane.
 */
final class ShowRun {
  /** As many as there are reservations; the cards of the page are in memory. */
  static final int MAX_ORDERS = 2_000;

  private static final String FILE = "show.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private Orders orders;

  /**
   * How many orders were placed.
   *
   * @param cleared how many of them, the first ones, are no longer on the board
   */
  private record Orders(@JsonProperty(required = true) int placed, int cleared) {}

  private ShowRun(Path folder, Orders orders) {
    this.folder = folder;
    write(orders);
  }

  /**
   * Locks the folder of a page, and creates it if it is missing.
   *
   * @throws UsageException if it is something else, or another process has locked it
   */
  static ProcessLock lock(Path page) {
    // Tickets are not mixed with other files.
    if (!Files.exists(page.resolve(RunOptions.PAGE_LOCK))) {
      RunOptions.newFolder(page);
    }
    try {
      return ProcessLock.take(page.resolve(RunOptions.PAGE_LOCK))
          .orElseThrow(
              () ->
                  UsageException.failure(
                      "Another ./workshop show uses %s. Stop it, or name another folder with --database.",
                      page));
    } catch (IOException e) {
      throw UsageException.failure(
          "Cannot write into %s: %s Or name another folder with --database.",
          page, AtomicFiles.reason(e));
    }
  }

  /** Starts a new run of the page. */
  static ShowRun start(Path page) {
    String name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now());
    return new ShowRun(page.resolve(name), new Orders(0, 0));
  }

  /**
   * Returns the run of the page that was started last, or a new one if there is none.
   *
   * @throws UsageException if it cannot be read
   */
  static ShowRun last(Path page) {
    try (Stream<Path> files = Files.list(page)) {
      Optional<Path> last =
          files
              .filter(run -> Files.exists(run.resolve(FILE)))
              .max(Comparator.comparing(Path::getFileName));
      return last.isEmpty() ? start(page) : new ShowRun(last.get(), read(last.get()));
    } catch (IOException e) {
      throw UsageException.failure("Cannot read " + page + ": " + AtomicFiles.reason(e));
    }
  }

  private static Orders read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return JSON.readValue(file.toFile(), Orders.class);
    } catch (JsonProcessingException e) {
      throw UsageException.failure(
          file + " is damaged. Move its folder away, or name another with --database.");
    }
  }

  private void write(Orders changed) {
    AtomicFiles.write(folder.resolve(FILE), JSON.valueToTree(changed) + "\n");
    orders = changed;
  }

  /** Returns its name, which no other run has. */
  String name() {
    return folder.getFileName().toString();
  }

  Path folder() {
    return folder;
  }

  synchronized int placed() {
    return orders.placed();
  }

  synchronized int cleared() {
    return orders.cleared();
  }

  /** Returns an order's number on the board, where the first one after a clearing is 1. */
  int label(int number) {
    return number - cleared();
  }

  /**
   * Takes all orders off the board.
   *
   * @throws UsageException if that cannot be written
   */
  synchronized void clear() {
    write(new Orders(orders.placed(), orders.placed()));
  }

  /**
   * Counts this number of further orders, on disk so that they are not lost.
   *
   * @throws UsageException if fewer are left, or the count cannot be written
   */
  synchronized void place(int count) {
    if (count < 1) {
      throw new UsageException("Place at least 1 order.");
    }
    if (count > MAX_ORDERS - orders.placed()) {
      throw new UsageException(
          "A run has at most %d orders, and %d are placed. Start over for a new run.",
          MAX_ORDERS, orders.placed());
    }
    write(new Orders(orders.placed() + count, orders.cleared()));
  }

  String orderId(LaneCode lane, int number) {
    return prefix(lane) + "%04d".formatted(number);
  }

  /** Returns the number of an order of this lane; empty if it is not of this run. */
  OptionalInt numberOf(LaneCode lane, String orderId) {
    String prefix = prefix(lane);
    return orderId != null && orderId.matches(prefix + "\\d{4}")
        ? OptionalInt.of(Integer.parseInt(orderId.substring(prefix.length())))
        : OptionalInt.empty();
  }

  private String prefix(LaneCode lane) {
    return "order-%s-%s-".formatted(name(), lane.id());
  }

  /** Returns a lane's ticket database, with a seat for each order that may be placed. */
  Path database(LaneCode lane) {
    Path database = folder.resolve(lane.name());
    if (!Files.exists(database.resolve(Reservations.FILE))) {
      List<Reservations.Seat> seats =
          IntStream.rangeClosed(1, MAX_ORDERS).mapToObj(number -> seat(lane, number)).toList();
      new Reservations(seats).write(database);
    }
    return database;
  }

  private Reservations.Seat seat(LaneCode lane, int number) {
    return new Reservations.Seat(
        orderId(lane, number), "Music of the Spheres", String.valueOf(number), null);
  }

  /**
   * Keeps the result of an order for when Temporal has forgotten it; null if it is open again.
   *
   * @throws UsageException if it cannot be written
   */
  void end(LaneCode lane, int number, WorkflowResult result) {
    AtomicFiles.write(resultFile(lane, number), JSON.valueToTree(result) + "\n");
  }

  /** Returns the result of an order; empty if it is open, or Temporal has to be asked. */
  Optional<WorkflowResult> result(LaneCode lane, int number) {
    try {
      return Optional.ofNullable(
          JSON.readValue(resultFile(lane, number).toFile(), WorkflowResult.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path resultFile(LaneCode lane, int number) {
    return folder.resolve("results").resolve(orderId(lane, number) + ".json");
  }
}
