package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;

/**
 * Keeps a run of the page in a folder of its name: how many orders were placed, and a ticket
 * database for each lane. The run can be resumed from the folder, also after a crash.
 *
 * <p>Orders are numbered from 1, the same in each lane; their IDs name the run and the lane.
 */
final class ShowRun {
  /** As many as there are reservations; the cards of the page are in memory. */
  static final int MAX_ORDERS = 2_000;

  private static final String FILE = "show.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-\\d{3}");

  private final Path folder;
  private int placed;

  private record Placed(@JsonProperty(required = true) int placed) {}

  private ShowRun(Path folder, int placed) {
    this.folder = folder;
    this.placed = placed;
  }

  /** Returns whether this is the folder of a run. */
  static boolean isIn(Path folder) {
    return NAME.matcher(folder.getFileName().toString()).matches()
        && Files.exists(folder.resolve(FILE));
  }

  /**
   * Returns the run of a folder, or creates one in it.
   *
   * @throws UsageException if the folder cannot be used
   */
  static ShowRun in(Path folder) {
    ShowRun run = new ShowRun(folder, Files.exists(folder.resolve(FILE)) ? read(folder) : 0);
    run.write(run.placed);
    return run;
  }

  private static int read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return JSON.readValue(file.toFile(), Placed.class).placed();
    } catch (JsonProcessingException e) {
      throw new UsageException(
          file + " is damaged. Move its folder away, or name another with --database.", 1);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }

  private void write(int orders) {
    AtomicFiles.write(folder.resolve(FILE), JSON.valueToTree(new Placed(orders)).toString() + "\n");
  }

  /** Returns its name, which no other run has. */
  String name() {
    return folder.getFileName().toString();
  }

  Path folder() {
    return folder;
  }

  /** Returns how many orders were placed. */
  synchronized int placed() {
    return placed;
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
    if (count > MAX_ORDERS - placed) {
      throw new UsageException(
          "A run has at most %d orders, and %d are placed. Start over for a new run."
              .formatted(MAX_ORDERS, placed));
    }
    write(placed + count);
    placed += count;
  }

  /** Returns the ID of an order in a lane. */
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

  /** Returns the results of a lane's orders. */
  ResultsFile results(LaneCode lane) {
    return new ResultsFile(folder.resolve(lane.name() + ".ended.jsonl"));
  }

  private Reservations.Seat seat(LaneCode lane, int number) {
    return new Reservations.Seat(
        orderId(lane, number), "Music of the Spheres", String.valueOf(number), null);
  }
}
