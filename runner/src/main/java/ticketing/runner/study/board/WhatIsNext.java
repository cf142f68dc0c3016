package ticketing.runner.study.board;

import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.study.progress.Journey;

/** What somebody can do now, and the commands for it. */
final class WhatIsNext {
  private final Journey journey;

  WhatIsNext(Journey journey) {
    this.journey = journey;
  }

  /** A few lines; the last has a line end. */
  String text() {
    Stage stage = journey.current();
    Optional<Verdict> verdict = journey.verdict(stage);
    if (verdict.isEmpty()) {
      return StageIntro.of(stage)
          + command("watch " + stage.number(), "tests it whenever you save")
          + command("hint " + stage.number(), "helps, a step at a time");
    }
    return goOn(stage, verdict.get());
  }

  private String goOn(Stage stage, Verdict verdict) {
    if (verdict.isAllDone()) {
      return "All stages pass, stretch too.\n"
          + command("prove", "lets every schedule of faults happen to your code")
          + command("demo --mine", "sells seats with it");
    }
    if (verdict.isCoreDone()) {
      return "Core of all stages passes. Stretch is left, in %s: %s.\n"
              .formatted(stage, verdict.firstFailure().orElseThrow().sentence())
          + command("watch " + stage.number(), "tests it whenever you save")
          + command("prove " + stage.number(), "finds the schedule of faults that breaks it");
    }
    String next =
        verdict
            .firstFailure()
            .map(failure -> "next: " + failure.sentence())
            .orElseGet(() -> verdict.problem().strip());
    return (verdict.problem().isEmpty() ? "%s, %s%n" : "%s: %s%n").formatted(stage, next)
        + command("watch " + stage.number(), "tests it whenever you save")
        + command("hint " + stage.number(), "helps, a step at a time");
  }

  private static String command(String command, String what) {
    return "  ./workshop %-16s  %s%n".formatted(command, what);
  }
}
