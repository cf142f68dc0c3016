package ticketing.runner.run.chaos;

import com.uber.m3.tally.NoopScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.demo.RunOptions;
import ticketing.runner.run.demo.RunResults;
import ticketing.runner.run.demo.RunResults.Order;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.orders.OrderRush;
import ticketing.runner.run.orders.Progress;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.EmbeddedServerProcess;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop chaos}. */
@Command(
    name = "chaos",
    description =
        "Put many orders through a strategy in real time, while calls fail and the worker process"
            + " is killed again and again. The tickets are on disk afterwards: look at them.")
public final class ChaosCommand implements Callable<Integer> {
  /** The file in the database folder with what each order's workflow came to, a line each. */
  public static final String TOLD = "told.txt";

  private static final String LOGS = "workers";

  /** What the ticket system of a worker process promises. */
  private static final TimingGuarantees TIMING = TimingGuarantees.FAST;

  private final CommandContext context;

  @Parameters(
      paramLabel = "STAGE",
      arity = "0..1",
      defaultValue = "03",
      description = "Such as 04; ${DEFAULT-VALUE}.")
  private String stage;

  @Option(names = "--orders", defaultValue = "1000", description = "How many; ${DEFAULT-VALUE}.")
  private int orders;

  @Option(
      names = "--likelihood",
      defaultValue = "0.2",
      description = "Of a fault in each call, 0 to 0.9; ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(
      names = "--kills",
      description = "After so many, no worker is killed any more. By default there is no end.")
  private int mostKills = Integer.MAX_VALUE;

  @Mixin private RunOptions options;

  @Mixin private CodeOptions code;

  /** In this context. */
  public ChaosCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, TemporalConnection.Unreachable {
    RunOptions.checkOrders(orders);
    RunOptions.checkLikelihood(likelihood);
    if (mostKills < 0) {
      throw new UsageException("--kills is a number from 0, not " + mostKills);
    }
    Workshop workshop = Workshop.of(context);
    Stage chosen = workshop.stage(stage);
    Path folder = options.folder(workshop, List.of(chosen.name()));
    code.requireWritten(chosen, "chaos");
    Strategy strategy = code.strategy(chosen);
    RunOptions.make(folder);
    context
        .out()
        .printf(
            "%d orders, a fault in %.0f %% of all calls, seed %d. Tickets in %s%n",
            orders, 100 * likelihood, options.seed(), folder);
    CommandContext withPort = withPort();
    try (TemporalConnection temporal =
        TemporalConnection.openOrStartEmbedded(Connections.ofWorker(withPort, new NoopScope()))) {
      temporal.startedServer().ifPresent(ChaosCommand::endWithThisProcess);
      ChaosResult result = run(temporal, withPort, strategy, folder);
      tell(result);
      return result.isRight() ? 0 : 1;
    }
  }

  private ChaosResult run(
      TemporalConnection temporal, CommandContext withPort, Strategy strategy, Path folder)
      throws IOException, InterruptedException {
    // A server of somebody else's may remember the orders of another run.
    boolean fresh = temporal.startedServer().isPresent();
    List<String> orderIds =
        RunOrders.ids(fresh ? "order-" : "order-" + RunOptions.now() + "-", orders);
    Ledger ledger = new Ledger(folder.resolve(strategy.name()), Clock.systemUTC());
    RunOrders.reservations(orderIds).write(ledger.database());
    Path logs = Files.createDirectories(ledger.database().resolve(LOGS));
    Progress progress = new Progress(context, strategy.name(), orders);
    OrderRush rush = new OrderRush(temporal.client(), strategy, orderIds, progress::done);
    KilledWorker.Launch launch = launch(withPort, ledger.database());
    try (KilledWorker worker =
        new KilledWorker(launch, logs, new Random(options.seed()), mostKills)) {
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
      List<WorkflowResult> endings = rush.run(() -> worker.problem().isPresent());
      if (worker.problem().isPresent()) {
        throw new UsageException(worker.problem().get(), 1);
      }
      worker.spare();
      TimeUnit.MILLISECONDS.sleep(TIMING.maxWriteDelay().plus(TIMING.maxReadLag()).toMillis());
      worker.close();
      RunResults results = RunResults.of(ledger, orderIds, endings);
      return new ChaosResult(strategy.name(), results, worker.kills(), rush.time());
    }
  }

  /** What {@code ./workshop worker} does, each time with another seed. */
  private KilledWorker.Launch launch(CommandContext withPort, Path database) {
    // A process that is killed cleans up nothing.
    String temporaryFolder = "-Djava.io.tmpdir=" + TemporaryFolder.create("workshop-chaos");
    CommandContext ofWorker =
        withPort.with(Map.of(Database.VARIABLE, database.toString(), TicketsAddress.VARIABLE, ""));
    return (number, log) -> {
      List<String> command =
          Shell.runnerCommand(
              context.root(),
              "worker",
              stage,
              code.isMine(false) ? "--mine" : "--solution",
              "--likelihood",
              String.valueOf(likelihood),
              "--seed",
              String.valueOf(options.seed() + number),
              "--end-with-parent");
      command.add(1, temporaryFolder);
      return Shell.start(ofWorker, context.root(), log, command);
    };
  }

  /** A server of our own, unless the environment names one or a port. */
  private CommandContext withPort() throws IOException {
    return context.environment().containsKey(LocalPort.VARIABLE)
        ? context
        : context.with(Map.of(LocalPort.VARIABLE, String.valueOf(Shell.freePort())));
  }

  private static void endWithThisProcess(EmbeddedServerProcess server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server.process()::destroyForcibly));
  }

  private void tell(ChaosResult result) throws IOException {
    Path database = result.orders().database();
    Files.write(
        database.resolve(TOLD),
        result.orders().all().stream().map(order -> order.orderId() + "  " + told(order)).toList());
    context.out().print(result.table());
    Path logs = database.resolve(LOGS);
    for (Order order : result.examples()) {
      context.out().println(order.words() + ". In " + logs + ":");
      for (int number = 1; number <= result.kills() + 1; number++) {
        tellOf(order.orderId(), number, KilledWorker.log(logs, number));
      }
    }
    if (result.isRight()) {
      context.out().println("Every order has one ticket, and its workflow returned that number.");
    }
  }

  private void tellOf(String orderId, int number, Path log) throws IOException {
    if (Files.exists(log)) {
      Files.readAllLines(log).stream()
          .filter(line -> line.startsWith(orderId + " "))
          .forEach(line -> context.out().println("  worker " + number + "  " + line));
    }
  }

  /** The number that its workflow returned, or what else came of it. */
  private static String told(Order order) {
    WorkflowResult ending = order.ending();
    return ending.kind() == WorkflowResult.Kind.RETURNED ? ending.ticketId() : ending.words();
  }
}
