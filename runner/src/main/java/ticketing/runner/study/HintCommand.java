package ticketing.runner.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.WithContext;

/** {@code ./workshop hint}. */
@Command(
    name = "hint",
    description = {
      "Give a hint about the first test that your code fails.",
      "Each hint says more than the one before; the last is the diff against the solution."
    })
public final class HintCommand extends WithContext implements Runnable {
  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private Stage stage;

  @Option(
      names = "--test",
      paramLabel = "NAME",
      description = "Give a hint about this test instead.")
  private String test;

  @Option(
      names = "--again",
      description =
          "Repeat the hints that you were given about the latest task or, with --test, about that"
              + " test.")
  private boolean again;

  @Override
  public void run() {
    HintGiver hints =
        new HintGiver(stage, "./workshop hint " + stage.number(), context.err()::println);
    try (StageVerdicts verdicts = new StageVerdicts(context)) {
      String text =
          again
              ? hints.again(test)
              : test == null ? hints.next(() -> verdicts.of(stage)) : hints.next(test);
      context.out().println(text);
    }
  }
}
