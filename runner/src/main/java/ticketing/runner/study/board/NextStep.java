package ticketing.runner.study.board;

import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.study.progress.StageVerdicts;

/** Says what a student can do now, with the commands for it. */
final class NextStep {
  private NextStep() {}

  /** A few lines; the last has a line end. */
  static String text(StageVerdicts verdicts) {
    Stage stage = verdicts.current();
    Optional<Verdict> verdict = verdicts.ofBegun(stage);
    if (verdict.isPresent() && verdict.get().isAllDone()) {
      return "All exercises pass, stretch included.\n"
          + command("prove", "tries every combination of faults on your code")
          + command("demo --mine", "sells seats with your code");
    }
    return verdict.map(begun -> next(stage, begun)).orElseGet(() -> StageIntro.of(stage))
        + command("watch " + stage.number(), "tests your code whenever you save")
        + (verdict.filter(Verdict::isCoreDone).isPresent()
            ? command("prove " + stage.number(), "finds the combination of faults that breaks it")
            : command("hint " + stage.number(), "gives a hint, each time a bigger one"));
  }

  private static String next(Stage stage, Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return "%s: %s%n".formatted(stage, verdict.problem().strip());
    }
    String test = verdict.firstFailure().orElseThrow().sentence();
    return verdict.isCoreDone()
        ? "Core of all exercises passes. Stretch is left, in %s: %s.%n".formatted(stage, test)
        : "%s, next: %s%n".formatted(stage, test);
  }

  private static String command(String command, String what) {
    return "  ./workshop %-16s  %s%n".formatted(command, what);
  }
}
