package ticketing.order;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import ticketing.system.Database;
import ticketing.system.Journal;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentService;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.RandomFaults;
import ticketing.system.faults.Timer;

/**
 * A worker as a process of its own: what the {@code OrderWorker} of every stage runs. It takes
 * orders of one strategy and works on the ticket database that {@link Database} finds, until it is
 * stopped. It may be killed at any moment; another one goes on where it was.
 *
 * <p>The ticket system fails if the environment says so: {@value #LIKELIHOOD_VARIABLE} is the
 * likelihood of a fault in each call, from 0 to 1; {@value #SEED_VARIABLE} chooses which.
 */
public final class WorkerProcess {
  /** The environment variable for the likelihood of a fault, 0 to 1. */
  public static final String LIKELIHOOD_VARIABLE = "WORKSHOP_LIKELIHOOD";

  /** The environment variable for the seed of the faults. */
  public static final String SEED_VARIABLE = "WORKSHOP_SEED";

  /** The system property for the likelihood; it goes before the variable. */
  public static final String LIKELIHOOD_PROPERTY = "workshop.likelihood";

  /** The system property for the seed; it goes before the variable. */
  public static final String SEED_PROPERTY = "workshop.seed";

  private static final int GRACE_SECONDS = 5;

  private WorkerProcess() {}

  /** Runs until the process is stopped, or ends it with exit code 1 and one line that says why. */
  public static void run(Strategy strategy) {
    try {
      start(strategy, Database.locate());
      Thread.currentThread().join();
    } catch (TemporalConnection.Unreachable | TicketSystemException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(0);
    }
  }

  private static void start(Strategy strategy, Path database)
      throws TemporalConnection.Unreachable {
    TicketSystem ticketSystem = ticketSystem(database);
    TemporalConnection temporal = TemporalConnection.openOrStartEmbedded();
    temporal.startedServer().ifPresent(server -> tell(server, temporal.address()));
    WorkerFactory factory =
        WorkerFactory.newInstance(
            tellingOfChangedCode(temporal.client()),
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(new WorkflowBugReporter())
                .validateAndBuildWithDefaults());
    Worker worker = factory.newWorker(strategy.taskQueue());
    strategy.registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(ticketSystem, new PaymentService()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(factory), "shutdown"));
    factory.start();
    System.out.printf(
        "Worker of %s is ready: Temporal at %s, tickets in %s. Ctrl-C stops it.%n",
        strategy.name(), temporal.address(), database);
  }

  private static WorkflowClient tellingOfChangedCode(WorkflowClient client) {
    return WorkflowClient.newInstance(
        client.getWorkflowServiceStubs(),
        client.getOptions().toBuilder()
            .setDataConverter(
                DefaultDataConverter.newDefaultInstance()
                    .withFailureConverter(new ChangedCodeReporter()))
            .build());
  }

  private static void tell(Process server, String address) {
    System.out.printf(
        "Started the embedded Temporal at %s (process %d, in memory; it ends %d seconds after its"
            + " last client).%n",
        address, server.pid(), EmbeddedTemporal.idle().toSeconds());
  }

  private static void stop(WorkerFactory factory) {
    factory.shutdown();
    factory.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
  }

  private static TicketSystem ticketSystem(Path database) {
    Journal journal = new Journal();
    journal.listen(entry -> System.out.println(entry.orderId() + "  " + entry));
    return new FaultyTicketSystem(
        LedgerTicketSystem.open(database, TermsOfService.FAST),
        faultPlan(),
        TermsOfService.FAST,
        journal,
        Clock.systemUTC(),
        Timer.realTime());
  }

  private static FaultPlan faultPlan() {
    String likelihood = System.getProperty(LIKELIHOOD_PROPERTY, System.getenv(LIKELIHOOD_VARIABLE));
    String seed = System.getProperty(SEED_PROPERTY, System.getenv(SEED_VARIABLE));
    try {
      return likelihood == null || likelihood.isBlank()
          ? FaultPlan.NO_FAULTS
          : new RandomFaults(
              seed == null || seed.isBlank() ? 1 : Long.parseLong(seed.trim()),
              Double.parseDouble(likelihood.trim()),
              Fault.REJECTED);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The likelihood is a number from 0 to 1 and the seed a whole number, not \""
              + likelihood
              + "\" and \""
              + seed
              + "\".",
          e);
    }
  }
}
