package ticketing.runner.hint;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.progress.Verdict;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop hint}. */
@Command(
    name = "hint",
    description =
        "Give a hint about the first test that your code fails. Each call goes a step further; the"
            + " last hint is the difference to the solution.")
public final class HintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STAGE", description = "Such as 03.")
  private String name;

  @Option(names = "--test", paramLabel = "NAME", description = "About this test instead.")
  private String test;

  @Option(
      names = "--again",
      description = "The hints that you had, of the latest task or of --test, once more.")
  private boolean again;

  @Override
  public Integer call() {
    Workshop workshop = Workshop.here();
    Stage stage = workshop.stage(name);
    HintGiver hints =
        new HintGiver(workshop, Difference.asCommand(), Ansi.AUTO, System.err::println);
    System.out.println(
        again ? again(hints, stage) : next(hints, stage, new FreshVerdict(workshop)));
    return 0;
  }

  private String again(HintGiver hints, Stage stage) {
    return test == null ? hints.again(stage) : hints.again(stage, test);
  }

  private String next(HintGiver hints, Stage stage, Function<Stage, Verdict> verdicts) {
    if (test != null) {
      return hints.next(stage, test);
    }
    // What nobody has touched needs no test to be judged.
    return hints.next(
        stage, stage.edited().isEmpty() ? Verdict.of(List.of()) : verdicts.apply(stage));
  }
}
