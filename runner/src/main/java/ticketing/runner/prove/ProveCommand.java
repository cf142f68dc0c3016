package ticketing.runner.prove;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.Candidate;
import ticketing.runner.CodeOptions;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop prove}. */
@Command(name = "prove", description = "x")
public final class ProveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STAGE", arity = "0..1", description = "Such as 03.")
  private String name;

  @Mixin private CodeOptions code;

  @Option(names = "--faults", defaultValue = "3")
  private int faults;

  @Option(names = "--outside")
  private boolean outside;

  @Option(names = "--schedule")
  private String schedule;

  @Override
  public Integer call() {
    Workshop workshop = Workshop.here();
    Stage stage = workshop.stage(name);
    Candidate candidate = Candidate.of(StageCode.main(code.isMine(true) ? stage.exercise() : stage.solution()).strategy());
    Explorer explorer = new Explorer(candidate, new Explorer.Scope(faults, outside, !outside));
    if (schedule != null) {
      Outcome outcome = explorer.run(Schedule.parse(schedule));
      System.out.println(Timeline.of(outcome));
      System.out.println(outcome.schedule() + " " + explorer.violation(outcome)+" "+outcome.impossible());
      return 0;
    }
    long begin = System.nanoTime();
    Findings f = explorer.explore(x -> {});
    System.out.println((System.nanoTime()-begin)/1e9 + " s " + f.withFaults(1)+ f.withFaults(2)+ f.withFaults(3)+ f.disturbed() + f.unfinished());
    f.counterexample().ifPresent(c -> System.out.println(c.schedule() + " " + c.violation() + "\n" + Timeline.of(c.outcome())));
    return 0;
  }
}
