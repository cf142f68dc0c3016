package ticketing.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.NoOpTicketSystem;
import ticketing.runner.run.orders.OrderRush;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.orders.RushWorker;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentService;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystem;
import ticketing.testkit.Ending;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.TemporalConnection;

/**
 * Run it alone, on a machine that does nothing else, after {@code ./workshop --version}:
 *
 * <pre>mvn -q -Pacceptance -pl acceptance test -Dtest=Benchmark -Dacceptance.groups=bench</pre>
 */
@Tag("bench")
@Timeout(1200)
class Benchmark {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;
  private static final int ORDERS = 200;
  private static final String END_OF_VERDICT = "h hint";

  @TempDir private Path folder;

  /** The solution stands in the exercise of a copy, so that all tests run and pass. */
  @ParameterizedTest
  @ValueSource(strings = {"03", "04"})
  void from_saving_a_file_to_the_verdict(String number) throws Exception {
    Path copy = WorkshopCopy.create();
    Stage stage = Workshop.here().stage(number);
    for (Path file : stage.filesToWrite()) {
      save(copy, stage, file, "");
    }
    Path saved = stage.filesToWrite().get(0);
    try (CommandProcess watch =
        CommandProcess.start(copy, Map.of(), folder.resolve("watch.log"), "watch", number)) {
      awaitVerdicts(watch, 1);
      List<Integer> saves = new ArrayList<>();
      Callable<Void> saveAndWait =
          () -> {
            saves.add(saves.size());
            save(copy, stage, saved, "// " + saves.size());
            awaitVerdicts(watch, saves.size() + 1);
            return null;
          };
      double save = median(saveAndWait);
      double maven = median(() -> mavenTest(copy, stage));
      System.out.printf(
          "%s: watch, from saving a file to the verdict %.2f s; mvn test %.2f s; ratio %.1f%n",
          stage, save, maven, maven / save);
    }
  }

  private static void save(Path copy, Stage stage, Path file, String comment) throws Exception {
    Files.writeString(
        copy.resolve("exercises").resolve(stage.name()).resolve(file),
        Stage.text(stage.solution().resolve(file)) + comment);
  }

  private static void awaitVerdicts(CommandProcess watch, int count) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(1))
        .until(() -> watch.output().split(END_OF_VERDICT, -1).length > count);
    assertThat(watch.output()).doesNotContain("✗");
  }

  private static Void mavenTest(Path copy, Stage stage) throws Exception {
    Shell.Output output =
        Shell.maven(copy, "-q", "-pl", "exercises/" + stage, "test", "-Dgroups=core,stretch");
    assertThat(output.exitCode()).as(output.tail(40)).isZero();
    return null;
  }

  private static double median(Callable<Void> run) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < WARM_UPS + ROUNDS; i++) {
      long begin = System.nanoTime();
      run.call();
      seconds.add((System.nanoTime() - begin) / 1e9);
    }
    return median(seconds);
  }

  /** Of all but the warm-ups. */
  private static double median(List<Double> figures) {
    return figures.stream().skip(WARM_UPS).sorted().toList().get(ROUNDS / 2);
  }

  /** How much of an order's time is the ledger's, and how much Temporal's and the workflow's. */
  @ParameterizedTest
  @ValueSource(strings = {"03", "04"})
  void orders_per_second(String number) throws Exception {
    RunOrders.reservations(
            IntStream.range(0, WARM_UPS + ROUNDS)
                .mapToObj(Benchmark::orders)
                .flatMap(List::stream)
                .toList())
        .write(folder);
    TicketSystem ledger = LedgerTicketSystem.open(folder, TermsOfService.FAST);
    try (EmbeddedServer server = EmbeddedServer.start(0);
        StageCode code = StageCode.main(Workshop.here().stage(number).solution());
        TemporalConnection temporal =
            TemporalConnection.open(
                TemporalConnection.Options.of(
                    Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + server.port())))) {
      WorkflowClient client = temporal.client();
      Strategy withLedger = code.strategy();
      Strategy withNoOps = NoOpTicketSystem.strategy(withLedger);
      List<Double> ledgers = new ArrayList<>();
      List<Double> noOps = new ArrayList<>();
      try (RushWorker one = new RushWorker(client, withLedger, activities(ledger));
          RushWorker other =
              new RushWorker(client, withNoOps, activities(new NoOpTicketSystem()))) {
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
          ledgers.add(ordersPerSecond(client, withLedger, orders(round)));
          noOps.add(ordersPerSecond(client, withNoOps, noOp(orders(round))));
        }
      }
      System.out.printf(
          "%s: %.0f orders/s with the ledger; %.0f with a ticket system that does nothing; ratio %.2f%n",
          withLedger, median(ledgers), median(noOps), median(ledgers) / median(noOps));
    }
  }

  private static OrderActivitiesImpl activities(TicketSystem tickets) {
    return new OrderActivitiesImpl(tickets, new PaymentService());
  }

  private static List<String> orders(int round) {
    return RunOrders.ids("order-" + round + "-", ORDERS);
  }

  private static List<String> noOp(List<String> orderIds) {
    return orderIds.stream().map(id -> id + "-no-op").toList();
  }

  private static double ordersPerSecond(
      WorkflowClient client, Strategy strategy, List<String> orderIds) throws InterruptedException {
    OrderRush rush = new OrderRush(client, strategy, orderIds, count -> {});
    assertThat(rush.run(() -> false)).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
    return orderIds.size() / (rush.time().toNanos() / 1e9);
  }
}
