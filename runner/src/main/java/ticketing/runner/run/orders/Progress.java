package ticketing.runner.run.orders;

import ticketing.runner.util.CommandContext;

/** A line that says how far a run is: rewritten in a terminal, a few lines elsewhere. */
public final class Progress {
  private static final int LINES_ELSEWHERE = 4;

  private final CommandContext context;
  private final String name;
  private final int all;

  /** Of so many in all; the name stands before the number. */
  public Progress(CommandContext context, String name, int all) {
    this.context = context;
    this.name = name;
    this.all = all;
  }

  /** Tells that so many are done. */
  public void done(int count) {
    if (context.isTerminal()) {
      context.out().printf("\r%-28s%5d of %d%s", name, count, all, count == all ? "\n" : "");
      context.out().flush();
    } else if (count == all || count % Math.max(1, all / LINES_ELSEWHERE) == 0) {
      context.out().printf("%-28s%5d of %d%n", name, count, all);
    }
  }
}
