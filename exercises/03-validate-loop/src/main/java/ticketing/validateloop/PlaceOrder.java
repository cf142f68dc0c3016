package ticketing.validateloop;

import ticketing.worker.OrderStarter;

/** Places orders with this exercise's worker. The arguments are their IDs. */
public final class PlaceOrder {
  private PlaceOrder() {}

  /** Prints the number of each ticket, or why there is none; see {@link OrderStarter}. */
  public static void main(String[] args) {
    OrderStarter.run(OrderWorker.STRATEGY, args);
  }
}
