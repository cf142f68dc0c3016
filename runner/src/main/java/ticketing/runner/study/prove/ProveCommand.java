package ticketing.runner.study.prove;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Schedule;

/** {@code ./workshop prove}. */
@Command(
    name = "prove",
    description = {
      "Try every combination of faults on your code.",
      "Prints the shortest that breaks it. Without an exercise, prints a table of all."
    })
public final class ProveCommand implements Callable<Integer> {
  private static final int MAX_FAULTS = 5;

  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXERCISE",
      arity = "0..1",
      description = "Such as 03; or key, for comparison.")
  private String name;

  @Mixin private CodeOptions code;

  @Option(
      names = "--faults",
      defaultValue = "3",
      description =
          "At most so many faults in a schedule, 1 to 5; default: ${DEFAULT-VALUE}. With a cancel, a"
              + " killed worker or an order placed twice: two fewer, but at least 1.")
  private int faults;

  @Option(
      names = "--outside",
      description =
          "Let the ticket system exceed its limits too: creates write later than D, look-ups stay stale"
              + " longer than L.")
  private boolean outside;

  @Option(
      names = "--schedule",
      description = "Run only this schedule, such as \"fresh,late,fresh\", and print its timeline.")
  private String schedule;

  /** Runs in this context. */
  public ProveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (faults < 1 || faults > MAX_FAULTS) {
      throw new UsageException(
          "--faults is a number from 1 to " + MAX_FAULTS + ", not " + faults + ".");
    }
    if (schedule != null) {
      refuseBesideSchedule("--faults");
      refuseBesideSchedule("--outside");
    }
    Workshop workshop = Workshop.of(context);
    if (name == null) {
      if (schedule != null) {
        throw new UsageException(
            "--schedule needs an exercise. Name it, such as: prove 03 --schedule …");
      }
      if (code.isMine(true) && workshop.stages().stream().allMatch(ProveCommand::isUntouched)) {
        throw new UsageException(nothingYet(workshop.stages().get(0)), 1);
      }
      return new ProofTable(context, code.isMine(true), faults).print(workshop) ? 0 : 1;
    }
    Schedule wanted = schedule == null ? null : parsed(schedule);
    Proof proof = proof(workshop);
    boolean right =
        wanted == null ? proof.explore(new Explorer.Scope(faults, outside)) : proof.run(wanted);
    return right ? 0 : 1;
  }

  private static Schedule parsed(String text) {
    try {
      return Schedule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private void refuseBesideSchedule(String option) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new UsageException(
          "--schedule runs a single schedule. Leave %s out.".formatted(option));
    }
  }

  private Proof proof(Workshop workshop) {
    if (name.equals(Strategies.KEY)) {
      return new Proof(
          context, code.strategyUnderTest(workshop, name), "an idempotent create", "prove key");
    }
    Stage stage = workshop.stage(name, Strategies.KEY);
    if (!code.isMine(true)) {
      return new Proof(
          context,
          Strategies.compiledIn(stage.solution()),
          "the solution",
          "prove %s --solution".formatted(stage.number()));
    }
    if (isUntouched(stage)) {
      throw new UsageException(nothingYet(stage), 1);
    }
    return new Proof(
        context, Strategies.compiledIn(stage.exercise()), "your code", "prove " + stage.number());
  }

  private static boolean isUntouched(Stage stage) {
    return stage.edited().isEmpty();
  }

  private static String nothingYet(Stage stage) {
    return """
        There is nothing to prove yet: you have not written anything in %s. Start with
          exercises/%s/README.md
        or try the solution:
          ./workshop prove %s --solution"""
        .formatted(stage, stage, stage.number());
  }
}
