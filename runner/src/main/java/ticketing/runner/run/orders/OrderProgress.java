package ticketing.runner.run.orders;

import ticketing.runner.util.CommandContext;

/** Prints how many orders of a run have ended: in a terminal in place, otherwise in a few lines. */
public final class OrderProgress {
  private static final int LINES = 4;

  private final CommandContext context;
  private final String name;
  private final int orders;
  private int ended;

  /** Counts the orders of a run; prints the name before the number. */
  public OrderProgress(CommandContext context, String name, int orders) {
    this.context = context;
    this.name = name;
    this.orders = orders;
  }

  /** Counts one more order that has ended. */
  public synchronized void orderEnded() {
    ended++;
    if (context.isTerminal()) {
      context.print("\r%-28s%5d of %d%s", name, ended, orders, ended == orders ? "\n" : "");
      context.out().flush();
    } else if (ended == orders || ended % Math.max(1, orders / LINES) == 0) {
      context.print("%-28s%5d of %d%n", name, ended, orders);
    }
  }
}
