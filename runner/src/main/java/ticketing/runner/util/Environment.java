package ticketing.runner.util;

import java.nio.file.Path;

/** What the terminal says by its environment variables. */
public final class Environment {
  private Environment() {}

  /** The variable's value; empty if it is not set. */
  public static String get(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value.strip();
  }

  /** The folder of whoever works here, as the scripts see it. */
  public static Path home() {
    String home = get(Shell.WINDOWS ? "USERPROFILE" : "HOME");
    return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /** How a variable is set in the terminal. */
  public static String setting(String name, String value) {
    return (Shell.WINDOWS ? "set " : "export ") + name + "=" + value;
  }

  /** How the workshop's command is called in the terminal. */
  public static String workshop(String arguments) {
    return (Shell.WINDOWS ? "workshop " : "./workshop ") + arguments;
  }
}
