package ticketing.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.system.Database;
import ticketing.system.PaymentService;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;

/**
 * What a worker's process needs besides the SDK: a connection, a ticket system, messages for
 * people. The {@code OrderWorker} of a stage is a worker of one strategy; {@link #run} is one of
 * several.
 */
public final class WorkerProcess {
  private WorkerProcess() {}

  /**
   * Connects to Temporal as the environment configures it; starts the embedded server where none is
   * configured and none runs. If that fails, prints why and exits with 1.
   */
  public static WorkflowClient connect(Strategy strategy) {
    try {
      return connect(plainText("./workshop worker " + strategy.name()), System.out).client();
    } catch (TemporalConnection.Unreachable e) {
      throw exit(e.getMessage());
    }
  }

  /**
   * Returns the options of a main, which does not encrypt. Where an encryption key is set, it must
   * not send plain text to Temporal: it prints that this command does, and exits with 1.
   */
  static TemporalConnection.Options plainText(String command) {
    if (!System.getenv().getOrDefault(DecodingErrors.KEY_VARIABLE, "").isBlank()) {
      throw exit(
          "%s is set, and this program does not encrypt. Use %s, or unset the variable."
              .formatted(DecodingErrors.KEY_VARIABLE, command));
    }
    return TemporalConnection.Options.of(System.getenv());
  }

  /** Opens the ticket system on this machine's disk. If that fails, prints why and exits with 1. */
  public static TicketSystem openTicketSystem() {
    try {
      Path database = Database.locate(System.getenv(), Path.of("").toAbsolutePath());
      return LocalTicketSystem.open(database, System.getenv(), System.out);
    } catch (TicketSystemException | IllegalArgumentException e) {
      throw exit(e.getMessage());
    }
  }

  private static IllegalStateException exit(String message) {
    System.err.println(message);
    System.exit(1);
    return new IllegalStateException(message);
  }

  /** Returns options of a factory whose workers print, once per order, what its code threw. */
  public static WorkerFactoryOptions options() {
    return options(System.out);
  }

  private static WorkerFactoryOptions options(PrintStream out) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkerInterceptors(new WorkflowBugReporter(out))
        .validateAndBuildWithDefaults();
  }

  /**
   * Stops the factory's workers on Ctrl-C or SIGTERM: they take no new work, and report the calls
   * that have begun. Later than the start-to-close timeout nobody would take these reports.
   */
  public static void stopOnExit(WorkerFactory factory) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  factory.shutdown();
                  factory.awaitTermination(
                      OrderActivities.START_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
                }));
  }

  /** A strategy, its ticket system, and where the tickets are, such as "in /tmp/tickets". */
  public record Job(Strategy strategy, TicketSystem tickets, String where) {}

  /** Takes orders of several strategies, each on its own task queue, until it is interrupted. */
  public static void run(TemporalConnection.Options options, List<Job> jobs, PrintStream out)
      throws TemporalConnection.Unreachable, InterruptedException {
    TemporalConnection temporal = connect(options, out);
    WorkerFactory factory = WorkerFactory.newInstance(temporal.client(), options(out));
    for (Job job : jobs) {
      Worker worker = factory.newWorker(job.strategy().taskQueue());
      job.strategy().registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
      worker.registerActivitiesImplementations(
          new OrderActivitiesImpl(job.tickets(), new PaymentService()));
    }
    stopOnExit(factory);
    factory.start();
    for (Job job : jobs) {
      out.printf(
          "Worker of %s is ready: Temporal at %s, tickets %s. Ctrl-C stops it.%n",
          job.strategy(), temporal.address(), job.where());
    }
    Thread.currentThread().join();
  }

  private static TemporalConnection connect(TemporalConnection.Options options, PrintStream out)
      throws TemporalConnection.Unreachable {
    TemporalConnection temporal = TemporalConnection.openOrStartEmbedded(options);
    if (temporal.startedServer().isPresent()) {
      out.printf(
          "Started the embedded Temporal at %s (%s).%n",
          temporal.address(), temporal.startedServer().get());
    } else if (!temporal.isConfigured()) {
      out.printf(
          "Uses the Temporal that already runs at %s. For one of your own, set %s.%n",
          temporal.address(), LocalPort.VARIABLE);
    }
    temporal.watch(out::println);
    return temporal;
  }
}
