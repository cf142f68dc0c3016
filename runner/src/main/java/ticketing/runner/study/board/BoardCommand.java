package ticketing.runner.study.board;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.study.progress.VerdictText;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop board}; also {@code ./workshop} without a command. */
@Command(name = "board", description = "Show your progress in all exercises, and what to do next.")
public final class BoardCommand implements Runnable {
  private final CommandContext context;

  /** Runs in this context. */
  public BoardCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    try (StageVerdicts verdicts = new StageVerdicts(workshop, context)) {
      Stage current = verdicts.current();
      StringBuilder board = new StringBuilder();
      for (Stage stage : workshop.stages()) {
        board.append("%s %-28s".formatted(stage == current ? "▸" : " ", stage));
        board.append(verdicts.ofStarted(stage).map(BoardCommand::progress).orElse("not started"));
        if (!stage.editedBesides().isEmpty()) {
          board.append("   ! edited: ").append(VerdictText.editedFiles(stage));
        }
        board.append('\n');
      }
      context.out().println(board);
      context.out().print(next(current, verdicts.ofStarted(current)));
    }
  }

  private static String progress(Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return "does not compile or run yet";
    }
    return part("core", verdict.core())
        + (verdict.stretch().isEmpty() ? "" : "   " + part("stretch", verdict.stretch()));
  }

  private static String part(String name, List<TestVerdict> tests) {
    return name + " " + VerdictText.marks(tests) + " " + VerdictText.count(tests);
  }

  /** Returns what to do next, and the commands for it. */
  private static String next(Stage stage, Optional<Verdict> verdict) {
    if (verdict.isPresent() && verdict.get().isAllDone()) {
      return "All exercises pass, stretch included.\n"
          + command("prove", "tries every combination of faults on your code")
          + command("demo --mine", "sells seats with your code");
    }
    return verdict.map(known -> failure(stage, known)).orElseGet(() -> StageIntro.of(stage))
        + command("watch " + stage.number(), "tests your code whenever you save")
        + (verdict.filter(Verdict::isCoreDone).isPresent()
            ? command("prove " + stage.number(), "finds the combination of faults that breaks it")
            : command(
                "hint " + stage.number(), "gives a hint; each one says more than the one before"));
  }

  private static String failure(Stage stage, Verdict verdict) {
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
