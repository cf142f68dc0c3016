package ticketing.runner.show;

import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Whose code works in a lane.
 *
 * @param id short, such as {@code 03}
 * @param name such as {@code 03-validate-loop}
 * @param mine whether it is the student's own
 */
record LaneCode(String id, String name, boolean mine) {
  private static final String MINE = ":mine";

  /**
   * Those of all lanes: the stages, and {@link Candidates#KEY}.
   *
   * @param mine the stages where the student's own code is to work
   * @throws UsageException if there is no such stage
   */
  static List<LaneCode> all(Workshop workshop, List<String> mine) {
    List<Stage> own = mine.stream().map(workshop::stage).toList();
    List<LaneCode> lanes = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      boolean isOwn = own.stream().anyMatch(one -> one.name().equals(stage.name()));
      lanes.add(new LaneCode(stage.number(), stage.name(), isOwn));
    }
    lanes.add(new LaneCode(Candidates.KEY, Candidates.KEY, false));
    return lanes;
  }

  /** The one that {@link #toString} has written. */
  static LaneCode of(String text) {
    boolean mine = text.endsWith(MINE);
    String name = mine ? text.substring(0, text.length() - MINE.length()) : text;
    return new LaneCode(name.split("-", 2)[0], name, mine);
  }

  /**
   * What works, compiled.
   *
   * @throws UsageException if it does not compile
   */
  StrategyUnderTest candidate(Workshop workshop) {
    if (isKey()) {
      return Candidates.key();
    }
    Stage stage = workshop.stage(name);
    return Candidates.in(mine ? stage.exercise() : stage.solution());
  }

  /** Whether it is the strategy for comparison. */
  boolean isKey() {
    return name.equals(Candidates.KEY);
  }

  /** Whether its orders look before they create, and settle: those of the stages from 03 on. */
  boolean validates() {
    return id.compareTo("03") >= 0 && !isKey();
  }

  /** The task queue of its worker in a run: no other worker takes its orders. */
  String taskQueue(String run) {
    return name + "-show-" + run;
  }

  @Override
  public String toString() {
    return mine ? name + MINE : name;
  }
}
