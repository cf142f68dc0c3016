package ticketing.runner.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.WithContext;

/** {@code ./workshop board}; also {@code ./workshop} without a command. */
@Command(name = "board", description = "Show your progress in all exercises, and what to do next.")
public final class BoardCommand extends WithContext implements Runnable {
  @Override
  public void run() {
    try (StageVerdicts verdicts = new StageVerdicts(context)) {
      Stage current = verdicts.current();
      StringBuilder board = new StringBuilder();
      for (Stage stage : Workshop.of(context).stages()) {
        board.append("%s %-28s".formatted(stage.equals(current) ? "▸" : " ", stage));
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
    return verdict.rings().stream()
        .map(ring -> part(ring.tag(), verdict.in(ring)))
        .collect(Collectors.joining("   "));
  }

  private static String part(String name, List<TestVerdict> tests) {
    return name + " " + VerdictText.marks(tests) + " " + VerdictText.count(tests);
  }

  private static String next(Stage stage, Optional<Verdict> verdict) {
    if (verdict.isPresent() && verdict.get().isAllDone()) {
      return "All rings of all exercises pass.\n"
          + command("prove --deep", "tries even more combinations of faults")
          + command("demo --mine", "sells seats with your code");
    }
    return verdict.map(known -> failure(stage, known)).orElseGet(() -> ReadmeExcerpt.intro(stage))
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
    TestVerdict test = verdict.failures().get(0);
    return verdict.isCoreDone()
        ? "Core of all exercises passes. Next, %s of %s: %s%n"
            .formatted(test.ring(), stage, test.sentence())
        : "%s, next: %s%n".formatted(stage, test.sentence());
  }

  private static String command(String command, String what) {
    return "  ./workshop %-16s  %s%n".formatted(command, what);
  }
}
