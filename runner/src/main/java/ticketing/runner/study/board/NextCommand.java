package ticketing.runner.study.board;

import java.util.Optional;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop next}. */
@Command(name = "next", description = "Show what to do next, and how to start.")
public final class NextCommand implements Runnable {
  private final CommandContext context;

  /** Runs in this context. */
  public NextCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    try (StageVerdicts verdicts = new StageVerdicts(Workshop.of(context), context)) {
      context.out().print(text(verdicts));
    }
  }

  /** Says what a student can do now, with the commands for it. */
  static String text(StageVerdicts verdicts) {
    Stage stage = verdicts.current();
    Optional<Verdict> verdict = verdicts.ofStarted(stage);
    if (verdict.isPresent() && verdict.get().isAllDone()) {
      return "All exercises pass, stretch included.\n"
          + command("prove", "tries every combination of faults on your code")
          + command("demo --mine", "sells seats with your code");
    }
    return verdict.map(known -> next(stage, known)).orElseGet(() -> StageIntro.of(stage))
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
        ? "Core of all exercises passes. Next, stretch of %s: %s%n".formatted(stage, test)
        : "%s, next: %s%n".formatted(stage, test);
  }

  private static String command(String command, String what) {
    return "  ./workshop %-16s  %s%n".formatted(command, what);
  }
}
