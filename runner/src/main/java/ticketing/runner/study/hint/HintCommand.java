package ticketing.runner.study.hint;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop hint}. */
@Command(
    name = "hint",
    description =
        "Give a hint about the first test that your code fails. Each call goes a step further; the"
            + " last hint is the difference to the solution.")
public final class HintCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "STAGE", description = "Such as 03.")
  private String name;

  @Option(names = "--test", paramLabel = "NAME", description = "About this test instead.")
  private String test;

  @Option(
      names = "--again",
      description = "The hints that you had, of the latest task or of --test, once more.")
  private boolean again;

  /** In this context. */
  public HintCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Workshop workshop = Workshop.of(context);
    Stage stage = workshop.stage(name);
    HintGiver hints = HintGiver.of(workshop, HintGiver::command, context.err()::println);
    context.out().println(again ? again(hints, stage) : next(hints, stage, workshop));
    return 0;
  }

  private String again(HintGiver hints, Stage stage) {
    return test == null ? hints.again(stage) : hints.again(stage, test);
  }

  private String next(HintGiver hints, Stage stage, Workshop workshop) {
    if (test != null) {
      return hints.next(stage, test);
    }
    if (stage.edited().isEmpty()) {
      // What nobody has touched needs no test to be judged.
      return hints.next(stage, Verdict.of(List.of()));
    }
    try (Standing standing = new Standing(workshop, context)) {
      return hints.next(stage, standing.of(stage));
    }
  }
}
