package ticketing.validateloop;

import ticketing.order.OrderStarter;

/** Places one order with this stage's worker. The argument is the order ID. */
public final class PlaceOrder {
  private PlaceOrder() {}

  /** Prints the number of the order's ticket, or why there is none; see {@link OrderStarter}. */
  public static void main(String[] args) {
    OrderStarter.run(OrderWorker.STRATEGY, args);
  }
}
