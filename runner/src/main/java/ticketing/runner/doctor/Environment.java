package ticketing.runner.doctor;

import java.nio.file.Path;
import ticketing.runner.Shell;

/** What the terminal says by its environment variables. */
final class Environment {
  private Environment() {}

  /** The variable's value; empty if it is not set. */
  static String get(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value.strip();
  }

  /** The folder of whoever works here, as the scripts see it. */
  static Path home() {
    String home = get(Shell.WINDOWS ? "USERPROFILE" : "HOME");
    return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
  }

  /** How a variable is set in the terminal. */
  static String setting(String name, String value) {
    return (Shell.WINDOWS ? "set " : "export ") + name + "=" + value;
  }

  /** How the workshop's command is called in the terminal. */
  static String workshop(String arguments) {
    return (Shell.WINDOWS ? "workshop " : "./workshop ") + arguments;
  }
}
