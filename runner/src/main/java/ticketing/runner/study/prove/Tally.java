package ticketing.runner.study.prove;

import ticketing.runner.util.Terminal;

/** A line that says how many schedules are explored: rewritten in a terminal, a few elsewhere. */
final class Tally {
  private static final int EVERY = 100;

  private final String name;
  private final boolean terminal = Terminal.isUsed();

  Tally(String name) {
    this.name = name;
  }

  void show(int count) {
    if (terminal) {
      System.out.print("\r" + text(count));
      System.out.flush();
    } else if (count % EVERY == 0) {
      System.out.println(text(count));
    }
  }

  /** Takes the line away again, where that can be done. */
  void clear() {
    if (terminal) {
      System.out.print("\r" + " ".repeat(text(EVERY * EVERY).length()) + "\r");
    }
  }

  private String text(int count) {
    return "%-28s%5d schedules".formatted(name, count);
  }
}
