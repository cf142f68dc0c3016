package ticketing.runner.study.hint;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop hint}. */
@Command(
    name = "hint",
    description =
        "Give a hint about the first test that your code fails. Each call goes a step further; the"
            + " last hint is the difference to the solution.")
public final class HintCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private String name;

  @Option(names = "--test", paramLabel = "NAME", description = "A hint about this test instead.")
  private String test;

  @Option(
      names = "--again",
      description = "Repeat the hints that you had, of the latest task or of --test.")
  private boolean again;

  /** In this context. */
  public HintCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Workshop workshop = Workshop.of(context);
    Stage stage = workshop.stage(name);
    HintGiver hints =
        new HintGiver(workshop, Ansi.AUTO, HintGiver::command, context.err()::println);
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
      // No need to test it.
      return hints.next(stage, Verdict.of(List.of()));
    }
    try (StageVerdicts verdicts = new StageVerdicts(workshop, context)) {
      return hints.next(stage, verdicts.of(stage));
    }
  }
}
