package ticketing.runner.study;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.WithContext;

/** {@code ./workshop test}. */
@Command(
    name = "test",
    description = {
      "Run the tests of an exercise on your code.",
      "Runs one ring after the other, until one fails: core, stretch, proof, expert. The exit code"
          + " is 0 if core passes."
    })
public final class TestCommand extends WithContext implements Callable<Integer> {
  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private Stage stage;

  @Override
  public Integer call() {
    try (StageVerdicts verdicts = new StageVerdicts(context)) {
      boolean wasCoreDone = verdicts.wasCoreDone(stage);
      Verdict verdict = verdicts.test(stage);
      verdicts.tests().printed().forEach(context.out()::println);
      context.out().print(VerdictText.of(stage, verdict));
      if (verdict.isCoreDone() && !wasCoreDone) {
        context.out().print(ReadmeExcerpt.debrief(stage));
      }
      return verdict.isCoreDone() ? 0 : 1;
    }
  }
}
