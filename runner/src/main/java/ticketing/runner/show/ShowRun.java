package ticketing.runner.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
 * A run of the page, in a folder that has its name: how many orders were placed in it, and a ticket
 * database for each lane. Whoever has the folder can go on with the run, also after a crash.
 *
 * <p>Orders are numbered from 1, the same in each lane; their IDs are of the run and of the lane.
 */
final class ShowRun {
  /** As many orders as there are reservations. What the page keeps of an order is in memory. */
  static final int MOST_ORDERS = 2_000;

  private static final int SEATS_PER_ROW = 40;
  private static final String FILE = "show.json";
  private static final String PLACED = "placed";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-\\d{3}");

  private final Path folder;
  private int placed;

  private ShowRun(Path folder, int placed) {
    this.folder = folder;
    this.placed = placed;
  }

  /** Whether this is the folder of a run. */
  static boolean isIn(Path folder) {
    return NAME.matcher(folder.getFileName().toString()).matches()
        && Files.exists(folder.resolve(FILE));
  }

  /**
   * The run of a folder, or a new one in it.
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
      JsonNode node = JSON.readTree(file.toFile());
      int placed = node == null ? -1 : node.path(PLACED).asInt(-1);
      if (placed >= 0 && placed <= MOST_ORDERS) {
        return placed;
      }
    } catch (JsonProcessingException e) {
      // As below.
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + AtomicFiles.reason(e), 1);
    }
    throw new UsageException(
        file + " is not what this page has written. Name another folder with --database.", 1);
  }

  private void write(int orders) {
    AtomicFiles.write(
        folder.resolve(FILE), JSON.createObjectNode().put(PLACED, orders).toString() + "\n");
  }

  /** Its name, which no other run has. */
  String name() {
    return folder.getFileName().toString();
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** How many orders were placed in it. */
  synchronized int placed() {
    return placed;
  }

  /**
   * Places so many orders more; on disk, so that they are not lost.
   *
   * @return their numbers
   * @throws UsageException if there are not so many left, or it cannot be written
   */
  synchronized List<Integer> place(int count) {
    if (count < 1) {
      throw new UsageException("A number of orders is at least 1.");
    }
    if (count > MOST_ORDERS - placed) {
      throw new UsageException(
          "A run has at most %d orders, and %d were placed. Start over for a new run."
              .formatted(MOST_ORDERS, placed));
    }
    write(placed + count);
    List<Integer> numbers = IntStream.rangeClosed(placed + 1, placed + count).boxed().toList();
    placed += count;
    return numbers;
  }

  /** The ID of an order in a lane. */
  String orderId(LaneCode lane, int number) {
    return prefix(lane) + "%04d".formatted(number);
  }

  /** The number of an order of this lane; empty if it is none of this run. */
  OptionalInt numberOf(LaneCode lane, String orderId) {
    String prefix = prefix(lane);
    if (orderId == null || !orderId.startsWith(prefix)) {
      return OptionalInt.empty();
    }
    String number = orderId.substring(prefix.length());
    return number.matches("\\d{4}")
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }

  private String prefix(LaneCode lane) {
    return "order-%s-%s-".formatted(name(), lane.id());
  }

  /** A lane's ticket database, with a seat for each order that may be placed. */
  Path database(LaneCode lane) {
    Path database = folder.resolve(lane.name());
    if (!Files.exists(database.resolve(Reservations.FILE))) {
      new Reservations(IntStream.rangeClosed(1, MOST_ORDERS).mapToObj(n -> seat(lane, n)).toList())
          .write(database);
    }
    return database;
  }

  /** How a lane's orders have ended. */
  EndingsFile endings(LaneCode lane) {
    return new EndingsFile(folder.resolve(lane.name() + ".ended.jsonl"));
  }

  private Reservations.Seat seat(LaneCode lane, int number) {
    String seat =
        "row %d, %d".formatted((number - 1) / SEATS_PER_ROW + 1, (number - 1) % SEATS_PER_ROW + 1);
    return new Reservations.Seat(orderId(lane, number), "Music of the Spheres", seat, null);
  }
}
