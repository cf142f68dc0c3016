package ticketing.runner.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.verify.PristineCopy;

/** {@code ./workshop bench}: figures, and ratios where two things are compared. */
@Command(
    name = "bench",
    description = "Measure how fast the workshop is on this machine. Nothing is judged.")
public final class BenchCommand implements Callable<Integer> {
  private static final List<String> MEASURED = List.of("03", "04");

  @Override
  public Integer call() throws Exception {
    Workshop workshop = Workshop.here();
    Path copy = PristineCopy.of(workshop);
    for (String number : MEASURED) {
      new SaveToVerdict(workshop.stage(number), copy).measure();
    }
    LookUps.measure();
    return 0;
  }
}
