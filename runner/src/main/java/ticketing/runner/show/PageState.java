package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import ticketing.runner.run.orders.KillableWorker;

/**
 * Holds what the page is sent: the cards that have changed, and all the rest.
 *
 * @param whole whether it has all cards, so that the page forgets those that it knows
 * @param pace how long a call takes, in milliseconds
 */
record PageState(
    boolean whole,
    Run run,
    Temporal temporal,
    KillableWorker.Status worker,
    int pace,
    List<ShowFaults.State> faults,
    List<LaneState> lanes,
    JsonNode cards) {
  /** Writes what the page is sent. */
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

  /**
   * The run, and the folder with its tickets.
   *
   * @param orders how many are on the board
   */
  record Run(String name, String folder, int orders) {}

  /**
   * The Temporal server.
   *
   * @param problem null if it answers
   */
  record Temporal(String address, String problem) {}

  /** A lane with its counters. */
  record LaneState(
      @JsonUnwrapped LaneCode code, boolean shown, @JsonUnwrapped Board.Counts counts) {}
}
