package ticketing.runner.study.prove;

import ticketing.runner.util.CommandContext;

/** A line that says how many schedules are explored: rewritten in a terminal, a few elsewhere. */
final class Tally {
  private static final int EVERY = 100;

  private final String name;
  private final CommandContext context;

  Tally(CommandContext context, String name) {
    this.context = context;
    this.name = name;
  }

  void show(int count) {
    if (context.isTerminal()) {
      context.out().print("\r" + text(count));
      context.out().flush();
    } else if (count % EVERY == 0) {
      context.out().println(text(count));
    }
  }

  /** Takes the line away again, where that can be done. */
  void clear() {
    if (context.isTerminal()) {
      context.out().print("\r" + " ".repeat(text(EVERY * EVERY).length()) + "\r");
    }
  }

  private String text(int count) {
    return "%-28s%5d schedules".formatted(name, count);
  }
}
