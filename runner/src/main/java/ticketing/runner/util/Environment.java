package ticketing.runner.util;

/** What to type in the terminal of this operating system. */
public final class Environment {
  private Environment() {}

  /** How a variable is set in the terminal. */
  public static String setting(String name, String value) {
    return (Shell.WINDOWS ? "set " : "export ") + name + "=" + value;
  }

  /** How the workshop's command is called in the terminal. */
  public static String workshop(String arguments) {
    return (Shell.WINDOWS ? "workshop " : "./workshop ") + arguments;
  }
}
