package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Workshop;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.Reservations;
import ticketing.worker.OrderStarter;

/**
 * Manages a ticket database and the workers and ticket services that use it. Each worker and
 * service is a separate process, which {@link #close} kills. Starters run in this JVM.
 */
public final class OrderTestbed implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(20);
  private static final int MAX_PLACINGS = 5;

  private final Path root = Workshop.here().root();
  private final Path folder;
  private final Ledger ledger;
  private final Map<String, String> environment;
  private final List<CommandProcess> processes = new ArrayList<>();

  /**
   * Creates the database. Does not start any process.
   *
   * @param folder the folder for the database and the logs
   * @param temporal the environment variables with the address of Temporal
   */
  public OrderTestbed(Path folder, Map<String, String> temporal, Reservations reservations) {
    this.folder = folder;
    this.ledger = new Ledger(folder.resolve("database"), Clock.systemUTC());
    this.environment = new TreeMap<>(temporal);
    environment.put(Database.VARIABLE, ledger.database().toString());
    reservations.write(ledger.database());
  }

  /** Creates a database with a seat for each order. */
  public OrderTestbed(Path folder, Map<String, String> temporal, List<String> orderIds) {
    this(folder, temporal, RunOrders.reservations(orderIds));
  }

  /** Returns the tickets on disk. */
  public Ledger ledger() {
    return ledger;
  }

  /** Sets an environment variable for all processes that start later. */
  public OrderTestbed set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts {@code ./workshop ARGUMENTS}. */
  public CommandProcess start(String... arguments) {
    Path log = folder.resolve(processes.size() + "-" + arguments[0] + ".log");
    CommandProcess process = CommandProcess.start(root, environment, log, arguments);
    processes.add(process);
    return process;
  }

  /** Runs {@code ./workshop ARGUMENTS} to completion, in this JVM. */
  public InProcess.Result run(String... arguments) {
    return InProcess.run(environment, arguments);
  }

  /** Starts a worker, such as {@code worker("03")}, and waits until it is ready. */
  public CommandProcess worker(String stage, String... options) {
    return start(join(List.of("worker", stage), List.of(options))).awaitText("is ready");
  }

  /** Starts a starter that places the orders, in this JVM. */
  public InProcess place(String stage, List<String> orderIds) {
    return order(join(List.of("--exercise", stage), orderIds));
  }

  /** Starts {@code ./workshop order ARGUMENTS}, in this JVM. */
  public InProcess order(String... arguments) {
    return InProcess.start(environment, join(List.of("order"), List.of(arguments)));
  }

  /**
   * Places the orders and waits until each has exactly one ticket and the starter has printed it.
   */
  public void sell(String stage, List<String> orderIds) {
    awaitTickets(place(stage, orderIds), stage, orderIds);
  }

  /**
   * Waits until each order has exactly one ticket and the starter has printed it. If Temporal's
   * backoff exceeds the starter's timeout, places the orders again.
   */
  public void awaitTickets(InProcess starter, String stage, List<String> orderIds) {
    InProcess latest = starter;
    int exitCode = latest.awaitExit();
    for (int i = 1; exitCode == OrderStarter.STILL_OPEN && i < MAX_PLACINGS; i++) {
      latest = place(stage, orderIds);
      exitCode = latest.awaitExit();
    }
    assertThat(exitCode).as(latest.output()).isEqualTo(OrderStarter.TICKET);
    assertOneTicketEach(ledger, orderIds, latest.output());
  }

  /**
   * Asserts that each order has exactly one ticket on disk, and that a line of the output names it.
   */
  public static void assertOneTicketEach(Ledger ledger, List<String> orderIds, String output) {
    assertOneTicketEach(ledger, orderIds);
    assertThat(output.lines())
        .containsAll(
            orderIds.stream().map(id -> id + "  " + ledger.ticketIdsOf(id).get(0)).toList());
  }

  /** Asserts that each order has exactly one ticket on disk. */
  public static void assertOneTicketEach(Ledger ledger, List<String> orderIds) {
    assertThat(orderIds)
        .allSatisfy(id -> assertThat(ledger.ticketIdsOf(id)).as("tickets of %s", id).hasSize(1));
  }

  /** Waits until this number of orders has a folder in the database. */
  public void awaitOrdersInLedger(int count) {
    await("orders in the ledger")
        .atMost(PATIENCE)
        .pollInterval(LOOKED_EVERY)
        .until(() -> ledger.orderIds().size() >= count);
  }

  private static String[] join(List<String> command, List<String> more) {
    return Stream.concat(command.stream(), more.stream()).toArray(String[]::new);
  }

  @Override
  public void close() throws InterruptedException {
    for (CommandProcess process : processes) {
      process.close();
    }
  }
}
