package ticketing.runner;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.system.Ledger;
import ticketing.system.PaymentInfo;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop bench}: figures, and ratios where two things are compared. */
@Command(
    name = "bench",
    description = "Measure how fast the workshop is on this machine. Nothing is judged.")
final class BenchCommand implements Runnable {
  private static final int WARM_UP = 3;
  private static final int RUNS = 5;
  private static final List<String> MEASURED = List.of("03", "04");

  /** Its history has to grow long; it is no measure of a save-and-test loop. */
  private static final String APART = "a_very_long_outage_continues_as_new";

  private static final int FEW_ORDERS = 100;
  private static final int MANY_ORDERS = 10_000;
  private static final int LOOK_UPS = 2_000;

  @Override
  public void run() {
    Workshop workshop = Workshop.here();
    for (String number : MEASURED) {
      suiteInOneJvm(workshop.stage(number));
    }
    maven(workshop, workshop.stage("03"));
    lookUps();
  }

  private static void suiteInOneJvm(Stage stage) {
    StageCode code = StageCode.withTests(stage.solution());
    Supplier<StageTests.Results> run = () -> StageTests.runNamed(code, name -> !name.equals(APART));
    for (int i = 0; i < WARM_UP; i++) {
      run.get();
    }
    double seconds = median(run::get);
    int tests = run.get().all().size();
    System.out.printf(
        "%-26s core and stretch, %d tests in a warm JVM: %.2f s%n", stage, tests, seconds);
  }

  private static void maven(Workshop workshop, Stage stage) {
    double seconds =
        median(() -> Shell.maven(workshop.root(), "-q", "-pl", "solutions/" + stage, "test"));
    System.out.printf("%-26s mvn -q -pl solutions/%s test, warm: %.1f s%n", stage, stage, seconds);
  }

  /** A look-up must not cost more because other orders have tickets. */
  private static void lookUps() {
    double few = secondsPerLookUp(FEW_ORDERS);
    double many = secondsPerLookUp(MANY_ORDERS);
    System.out.printf(
        "ledger                     a look-up among %d orders: %.0f µs; among %d: %.0f µs; ratio"
            + " %.2f%n",
        FEW_ORDERS, few * 1e6, MANY_ORDERS, many * 1e6, many / few);
  }

  private static double secondsPerLookUp(int orders) {
    Path folder = TemporaryFolder.create("workshop-bench");
    Ledger ledger = new Ledger(folder, Clock.systemUTC());
    for (int i = 1; i <= orders; i++) {
      ledger.append("order-" + i, new PaymentInfo("VISA-0000-000-0000-0000"), Instant.MAX);
    }
    return median(
            () -> {
              int found = 0;
              for (int i = 0; i < LOOK_UPS; i++) {
                int order = ThreadLocalRandom.current().nextInt(1, orders + 1);
                found += ledger.ticketsOf("order-" + order).size();
              }
              return found;
            })
        / LOOK_UPS;
  }

  /** The median of some runs, in seconds. */
  private static double median(Callable<?> run) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      try {
        run.call();
      } catch (Exception e) {
        throw new IllegalStateException("The measured code failed", e);
      }
      nanos.add(System.nanoTime() - begin);
    }
    nanos.sort(null);
    return nanos.get(RUNS / 2) / 1e9;
  }
}
