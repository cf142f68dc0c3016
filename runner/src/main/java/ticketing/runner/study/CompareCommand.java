package ticketing.runner.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;

/** {@code ./workshop compare}. */
@Command(name = "compare", description = "Show how your code differs from the solution.")
public final class CompareCommand extends WithContext implements Runnable {
  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private Stage stage;

  @Option(
      names = "--anyway",
      description = "Show the solution even if you have not written anything yet.")
  private boolean anyway;

  @Override
  public void run() {
    if (stage.edited().isEmpty() && !anyway) {
      throw UsageException.failure(
          """
          You have not written anything yet. For a hint, type ./workshop hint %1$s;
          to see the solution anyway, ./workshop compare %1$s --anyway.\
          """,
          stage.number());
    }
    context.out().print(CodeDiff.of(stage));
  }
}
