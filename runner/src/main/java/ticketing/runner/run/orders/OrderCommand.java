package ticketing.runner.run.orders;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.TaskQueueOption;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;
import ticketing.worker.OrderStarter;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop order ID…}: what the stage's PlaceOrder does; {@code --all}: many at once. */
@Command(
    name = "order",
    description = "Place orders and wait for their tickets. A worker of the stage has to run.")
public final class OrderCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Order IDs, such as order-314159; database/reservations.json has them.")
  private List<String> orderIds;

  @Option(
      names = "--all",
      description =
          "Place every order of the database's reservations that can be had, all at once.")
  private boolean all;

  @Mixin private DatabaseOption database;

  @Option(
      names = "--stage",
      defaultValue = "03",
      description = "Whose worker shall do it; default: ${DEFAULT-VALUE}.")
  private String stage;

  @Mixin private TaskQueueOption taskQueue;

  /** In this context. */
  public OrderCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    boolean named = orderIds != null;
    if (named == all) {
      throw new UsageException(
          "Name one or more order IDs, such as order-314159, or all that have a reservation, with"
              + " --all.");
    }
    if (named && database.isNamed()) {
      throw new UsageException(
          "Leave --database out: the worker's is used. It is for --all, which reads the"
              + " reservations.");
    }
    Strategy strategy = taskQueue.of(new Strategy(Workshop.of(context).stage(stage).name()));
    return named
        ? new OrderStarter(Connections.ofClient(context), strategy, context.out(), context.err())
            .place(orderIds.toArray(String[]::new))
        : placeAll(strategy);
  }

  private int placeAll(Strategy strategy)
      throws InterruptedException, TemporalConnection.Unreachable {
    List<String> orderIds = AllOrders.of(Reservations.read(database.locate()));
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient(context))) {
      return new AllOrders(context, temporal.client(), strategy, orderIds).place();
    }
  }
}
