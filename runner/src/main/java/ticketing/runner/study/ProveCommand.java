package ticketing.runner.study;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.explorer.Schedule;
import ticketing.testkit.explorer.Scope;

/** {@code ./workshop prove}. */
@Command(
    name = "prove",
    description = {
      "Try every combination of up to three faults on your code.",
      "Prints the shortest that breaks it. Without an exercise, prints a table of all."
    })
public final class ProveCommand extends WithContext implements Callable<Integer> {
  @Parameters(
      paramLabel = "EXERCISE",
      arity = "0..1",
      description = "Such as 03; or key, a ticket system with an idempotency key, for comparison.")
  private String name;

  @Mixin private CodeOptions code;

  @Option(
      names = "--deep",
      description =
          "Try as many faults with a cancellation, a killed worker or an order placed twice as"
              + " without; this takes a minute or more.")
  private boolean deep;

  @Option(
      names = "--outside",
      description =
          "Let the ticket system exceed its limits too: creates write later than D, look-ups stay"
              + " stale longer than L.")
  private boolean outside;

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      description = "Run only this schedule, such as \"fresh,late,fresh\", and print its timeline.")
  private String schedule;

  @Override
  public Integer call() {
    if (schedule != null && (outside || deep)) {
      throw new UsageException("--schedule runs a single schedule. Omit --deep and --outside.");
    }
    Workshop workshop = Workshop.of(context);
    if (name != null) {
      Schedule wanted = schedule == null ? null : parsed(schedule);
      Proof proof = proof(workshop);
      boolean right = wanted == null ? proof.explore(scope()) : proof.run(wanted);
      return right ? 0 : 1;
    }
    if (schedule != null) {
      throw new UsageException(
          "--schedule needs an exercise, for example: ./workshop prove 03 --schedule …");
    }
    boolean mine = code.isMine(true);
    if (mine && workshop.stages().stream().allMatch(stage -> stage.edited().isEmpty())) {
      CodeOptions.requireEdited(workshop.stages().get(0), "prove");
    }
    return new ProofTable(context, mine, scope().beyondGuarantees()).print(workshop) ? 0 : 1;
  }

  private Scope scope() {
    Scope all = Scope.all(Scope.DEFAULT_FAULTS);
    Scope scope = deep ? all.deep() : all;
    return outside ? scope.beyondGuarantees() : scope;
  }

  private static Schedule parsed(String text) {
    try {
      return Schedule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private Proof proof(Workshop workshop) {
    if (name.equals(Strategies.KEY)) {
      return new Proof(
          context, code.strategyUnderTest(workshop, name), "an idempotent create", "prove key");
    }
    Stage stage = workshop.stage(name, Strategies.KEY);
    boolean mine = code.isMine(true);
    if (mine) {
      CodeOptions.requireEdited(stage, "prove");
    }
    return new Proof(
        context,
        Strategies.compiled(stage, mine),
        mine ? "your code" : "the solution",
        "prove " + stage.number() + (mine ? "" : " --solution"));
  }
}
