package ticketing.runner.study.progress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;

/** The way through the stages, and where on it somebody is. */
public final class Journey {
  private final List<Stage> stages;
  private final Standing standing;
  private final Map<Stage, Optional<Verdict>> verdicts = new HashMap<>();

  /** Of whoever works in this workshop. */
  public Journey(Workshop workshop, Standing standing) {
    this.stages = workshop.stages();
    this.standing = standing;
  }

  /**
   * The verdict on the stage's code as it was when somebody asked first; empty if nobody has
   * written anything.
   */
  public Optional<Verdict> verdict(Stage stage) {
    return verdicts.computeIfAbsent(
        stage, asked -> asked.isUntouched() ? Optional.empty() : Optional.of(standing.of(asked)));
  }

  /**
   * The stage to work on: the first whose core does not pass; or else the first with stretch left;
   * or the last.
   */
  public Stage current() {
    return stages.stream()
        .filter(stage -> !verdict(stage).map(Verdict::isCoreDone).orElse(false))
        .findFirst()
        .or(
            () ->
                stages.stream()
                    .filter(stage -> !verdict(stage).map(Verdict::isAllDone).orElse(false))
                    .findFirst())
        .orElse(stages.get(stages.size() - 1));
  }
}
