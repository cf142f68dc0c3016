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
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.UsageException;
import ticketing.system.Database;
import ticketing.system.Reservations;
import ticketing.worker.OrderStarter;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop order ID…}: what the stage's PlaceOrder does; {@code --all}: many at once. */
@Command(
    name = "order",
    description = "Place orders and wait for their tickets. A worker of the stage has to run.")
public final class OrderCommand implements Callable<Integer> {
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

  @Override
  public Integer call() throws InterruptedException {
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
    Strategy strategy = taskQueue.of(new Strategy(Workshop.here().stage(stage).name()));
    return named
        ? OrderStarter.place(Connections.ofClient(), strategy, orderIds.toArray(String[]::new))
        : placeAll(strategy);
  }

  private int placeAll(Strategy strategy) throws InterruptedException {
    database.use();
    List<String> orderIds = AllOrders.of(Reservations.read(Database.locate()));
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient())) {
      temporal.otherServer().ifPresent(System.out::println);
      return new AllOrders(temporal.client(), strategy, orderIds).place();
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage(), OrderStarter.NO_TICKET);
    }
  }
}
