package ticketing.runner.util;

import java.io.Console;

/** Whether somebody sits at a terminal, where a line can be rewritten. */
public final class Terminal {
  private static final boolean THERE = isThere();

  private Terminal() {}

  /** Whether input and output are a terminal's. */
  public static boolean isUsed() {
    return THERE;
  }

  /** Newer JDKs have a console also where there is no terminal, and a method that says so. */
  private static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The JDK's console cannot be asked", e);
    }
  }
}
