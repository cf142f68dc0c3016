package ticketing.worker;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.system.PaymentService;
import ticketing.system.TicketSystemException;

/**
 * A worker as a process of its own: what the {@code OrderWorker} of every stage runs. It takes
 * orders of one strategy and calls a ticket system until it is stopped. It may be killed at any
 * moment; another one goes on where it was.
 */
public final class WorkerProcess {
  private WorkerProcess() {}

  /**
   * Runs on the ledger on disk until the process is stopped, or ends it with exit code 1 and one
   * line that says why.
   */
  public static void run(Strategy strategy) {
    PlainText.refusal("./workshop worker " + strategy.name())
        .ifPresent(
            refusal -> {
              System.err.println(refusal);
              System.exit(1);
            });
    try {
      run(
          TemporalConnection.Options.NONE,
          List.of(new Job(strategy, LedgerOnDisk::open)),
          System.out);
    } catch (TemporalConnection.Unreachable | TicketSystemException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(0);
    }
  }

  /**
   * A strategy whose orders a worker takes.
   *
   * @param tickets opens the ticket system that they are sold by
   */
  public record Job(Strategy strategy, Supplier<OpenedTicketSystem> tickets) {}

  /**
   * Takes orders of several strategies, each on its own task queue, until the thread is
   * interrupted. What a ticket system throws as it is opened is thrown on.
   *
   * @param out prints what happens
   * @throws TemporalConnection.Unreachable if there is no Temporal; the message names the fix
   */
  public static void run(TemporalConnection.Options wanted, List<Job> jobs, PrintStream out)
      throws TemporalConnection.Unreachable, InterruptedException {
    start(wanted, jobs.stream().map(Job::strategy).toList(), open(jobs), out);
    Thread.currentThread().join();
  }

  private static List<OpenedTicketSystem> open(List<Job> jobs) {
    return jobs.stream().map(job -> job.tickets().get()).toList();
  }

  private static void start(
      TemporalConnection.Options wanted,
      List<Strategy> strategies,
      List<OpenedTicketSystem> tickets,
      PrintStream out)
      throws TemporalConnection.Unreachable {
    TemporalConnection temporal = TemporalConnection.openOrStartEmbedded(wanted);
    temporal
        .startedServer()
        .ifPresent(
            server -> out.println(started(server, temporal.address(), wanted.environment())));
    temporal.otherServer().ifPresent(out::println);
    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal.client(new ChangedCodeReporter(out)),
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(new WorkflowBugReporter(out))
                .validateAndBuildWithDefaults());
    for (int i = 0; i < strategies.size(); i++) {
      Worker worker = factory.newWorker(strategies.get(i).taskQueue());
      strategies.get(i).registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
      worker.registerActivitiesImplementations(
          new OrderActivitiesImpl(tickets.get(i).system(), new PaymentService()));
    }
    GracefulStop.install(factory, out);
    temporal.watch(out::println);
    factory.start();
    for (int i = 0; i < strategies.size(); i++) {
      out.printf(
          "Worker of %s is ready: Temporal at %s, tickets %s. Ctrl-C stops it.%n",
          strategies.get(i), temporal.address(), tickets.get(i).where());
    }
  }

  private static String started(Process server, String address, Map<String, String> environment) {
    return "Started the embedded Temporal at %s (process %d, in memory; it ends %d seconds after its last client)."
        .formatted(address, server.pid(), EmbeddedTemporal.idle(environment).toSeconds());
  }
}
