package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Names the code that a lane runs.
 *
 * @param id short, such as {@code 03}
 * @param name such as {@code 03-validate-loop}
 * @param mine whether it is the student's own
 */
record LaneCode(String id, String name, boolean mine) {
  /**
   * Returns those of all lanes: the stages, and {@link Strategies#KEY}.
   *
   * @param mine the stages where the student's own code runs
   * @throws UsageException if there is no such stage
   */
  static List<LaneCode> all(Workshop workshop, List<String> mine) {
    List<String> own = mine.stream().map(stage -> workshop.stage(stage).name()).toList();
    List<LaneCode> lanes = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      lanes.add(new LaneCode(stage.number(), stage.name(), own.contains(stage.name())));
    }
    lanes.add(new LaneCode(Strategies.KEY, Strategies.KEY, false));
    return lanes;
  }

  /**
   * Compiles and loads it.
   *
   * @throws UsageException if it does not compile
   */
  StrategyUnderTest compile(Workshop workshop) {
    return Strategies.of(workshop, name, mine);
  }

  /** Returns whether it is the strategy for comparison. */
  boolean isKey() {
    return name.equals(Strategies.KEY);
  }

  /** Returns whether its orders validate and settle: those of the stages from 03 on. */
  @JsonProperty
  boolean validates() {
    return id.compareTo("03") >= 0 && !isKey();
  }

  /** Returns the task queue of its worker, which no other run's worker polls. */
  String taskQueue(String run) {
    return name + "-show-" + run;
  }
}
