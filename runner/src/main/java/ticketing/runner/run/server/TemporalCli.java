package ticketing.runner.run.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;

/**
 * Temporal's command line program, {@code temporal}, which holds a development server.
 *
 * @param file where it is
 * @param version what it says of itself, such as {@code temporal version 1.5.1 (Server 1.29.1, UI
 *     2.42.1)}
 */
public record TemporalCli(Path file, String version) {
  private static final String NAME = "temporal";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The one that {@code ./workshop install-server} has built, or else the first on the PATH. */
  public static Optional<TemporalCli> find(CommandContext context) {
    return at(context, installed(context.root()))
        .or(() -> Program.onPath(context, NAME).flatMap(cli -> at(context, cli.file())));
  }

  /** Where {@code ./workshop install-server} puts it. */
  static Path installed(Path root) {
    return folder(root).resolve(NAME + (Shell.WINDOWS ? ".exe" : ""));
  }

  /** The folder for it, which Git ignores. */
  static Path folder(Path root) {
    return root.resolve(".temporal");
  }

  /** The program in this file; empty if there is none that runs here and is Temporal's. */
  static Optional<TemporalCli> at(CommandContext context, Path file) {
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      return Optional.empty();
    }
    try {
      Shell.Output output =
          Shell.run(context, file.getParent(), LIMIT, List.of(file.toString(), "--version"));
      String version = output.text().strip();
      return output.exitCode() == 0 && version.startsWith("temporal version")
          ? Optional.of(new TemporalCli(file, version))
          : Optional.empty();
    } catch (IOException e) {
      // Built for another system, or cut short: as good as not there.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + file, e);
    }
  }

  /**
   * The command line of a development server on loopback that says only what goes wrong.
   *
   * @param more more of its options
   */
  List<String> server(int port, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                file.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--log-level",
                "error"));
    command.addAll(more);
    return command;
  }
}
