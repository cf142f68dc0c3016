package ticketing.runner;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.OrderStarter;
import ticketing.order.Strategy;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop order ID…}: what the stage's PlaceOrder does. */
@Command(
    name = "order",
    description = "Place orders and wait for their tickets. A worker of the stage has to run.")
final class OrderCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Order IDs, such as order-314159; database/reservations.json has them.")
  private List<String> orderIds;

  @Option(
      names = "--stage",
      defaultValue = "03",
      description = "Whose worker shall do it; default: ${DEFAULT-VALUE}.")
  private String stage;

  @Override
  public Integer call() {
    Strategy strategy = new Strategy(Workshop.here().stage(stage).name());
    return OrderStarter.place(Connections.ofClient(), strategy, orderIds.toArray(String[]::new));
  }
}
