package ticketing.runner.run.orders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.TaskQueueOption;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.Reservations;
import ticketing.worker.OrderStarter;

/** {@code ./workshop order ID…}: what the exercise's PlaceOrder does; or that for all orders. */
@Command(
    name = "order",
    description = {
      "Place orders and wait for their tickets.",
      "A worker of the exercise must be running."
    })
public final class OrderCommand extends WithContext implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Order IDs, such as order-314159; database/reservations.json lists them.")
  private List<String> orderIds;

  @Option(
      names = "--all",
      description = "Place all orders of the database that are not marked as rejected.")
  private boolean all;

  @Mixin private DatabaseOption database;

  @Option(
      names = "--exercise",
      paramLabel = "EXERCISE",
      defaultValue = "03",
      description = "The exercise of the worker; default: ${DEFAULT-VALUE}.")
  private Stage stage;

  @Mixin private TaskQueueOption taskQueue;

  @Override
  public Integer call() {
    boolean named = orderIds != null;
    if (named && all) {
      throw new UsageException("Pass order IDs or --all, not both.");
    }
    if (!named && !all) {
      throw new UsageException("Name one or more order IDs, such as order-314159, or pass --all.");
    }
    Strategy strategy = taskQueue.of(new Strategy(stage.name()));
    OrderStarter starter =
        new OrderStarter(
            Connections.ofClient(context),
            strategy,
            () ->
                context.variable(TicketsAddress.VARIABLE).isBlank()
                    ? Optional.of(database.locate())
                    : Optional.empty(),
            context.out(),
            context.err());
    return named
        ? starter.place(orderIds.toArray(String[]::new))
        : placeAll(starter, Reservations.read(database.locate()));
  }

  private int placeAll(OrderStarter starter, Reservations reservations) {
    String[] reserved =
        reservations.orderIds().stream()
            .filter(id -> reservations.seatOf(id).orElseThrow().rejection() == null)
            .toArray(String[]::new);
    if (reserved.length == 0) {
      throw UsageException.failure(
          "No order of this database can get a ticket. To make a database with some, type:"
              + " ./workshop reserve COUNT FOLDER");
    }
    int exitCode = starter.place(reserved);
    if (exitCode == OrderStarter.TICKET) {
      context.print("%d of %1$d orders have a ticket%n", reserved.length);
    }
    return exitCode;
  }
}
