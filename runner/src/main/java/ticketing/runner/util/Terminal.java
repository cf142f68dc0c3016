package ticketing.runner.util;

import java.io.Console;

/** Whether somebody sits at a terminal. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether input and output are a terminal's. Newer JDKs have a console also where there is no
   * terminal, and a method that says so.
   */
  static boolean isUsed() {
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
