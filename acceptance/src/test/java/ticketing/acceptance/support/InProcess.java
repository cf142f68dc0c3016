package ticketing.acceptance.support;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import ticketing.runner.Main;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;

/** Runs commands of the workshop in this JVM: no process is needed to see what one prints. */
public final class InProcess {
  private InProcess() {}

  /** What a command printed, and its exit code. */
  public record Result(int exitCode, String out, String err) {}

  /**
   * Runs {@code ./workshop ARGUMENTS} to its end.
   *
   * @param environment all of it: nothing of this process's is added
   */
  public static Result run(Map<String, String> environment, String... arguments) {
    Path root = Workshop.here().root();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new CommandContext(
                environment,
                root,
                root,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            arguments);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
