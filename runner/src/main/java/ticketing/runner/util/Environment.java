package ticketing.runner.util;

/** What to type in the terminal of this operating system. */
public final class Environment {
  private Environment() {}

  /** Returns the command that sets a variable. */
  public static String setting(String name, String value) {
    return (Shell.WINDOWS ? "set " : "export ") + name + "=" + value;
  }

  /** Returns the command that runs the workshop. */
  public static String workshop(String arguments) {
    return (Shell.WINDOWS ? "workshop " : "./workshop ") + arguments;
  }
}
