package ticketing.acceptance.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/** Runs Maven, the launcher, and other programs to completion. */
public final class Commands {
  private Commands() {}

  /** Runs the Maven of the launcher with this JDK. */
  public static Shell.Output maven(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return maven(folder, Path.of(System.getProperty("java.home")), arguments);
  }

  /** Runs Maven with another JDK. */
  public static Shell.Output maven(Path folder, Path jdk, String... arguments)
      throws IOException, InterruptedException {
    return run(
        folder,
        Map.of("JAVA_HOME", jdk.toString()),
        Duration.ofMinutes(10),
        Shell.mavenCommand(arguments));
  }

  /** Runs the launcher in this folder; adds the variables to the environment of this process. */
  public static Shell.Output workshop(
      Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(
        folder, environment, Duration.ofMinutes(5), Shell.workshopCommand(folder, arguments));
  }

  /**
   * Runs any program.
   *
   * @param environment the variables to add to the environment of this process
   * @param limit the time after which the program and its children are killed
   */
  public static Shell.Output run(
      Path folder, Map<String, String> environment, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    return Shell.run(CommandContext.ofProcess().with(environment), folder, limit, command);
  }
}
