package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import ticketing.runner.Main;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;

/** Runs a workshop command in this JVM, because a separate process would take seconds. */
public final class InProcess {
  private static final int MAX_MINUTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode;

  private InProcess(Map<String, String> environment, Executor executor, String... arguments) {
    Path root = Workshop.here().root();
    CommandContext context =
        new CommandContext(
            environment,
            root,
            root,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    exitCode = CompletableFuture.supplyAsync(() -> Main.run(context, arguments), executor);
  }

  /** The exit code and output of a command. */
  public record Result(int exitCode, String out, String err) {
    /** Returns the output of both streams. */
    public String text() {
      return out + err;
    }
  }

  /**
   * Runs {@code ./workshop ARGUMENTS} to completion.
   *
   * @param environment the complete environment
   */
  public static Result run(Map<String, String> environment, String... arguments) {
    InProcess command = new InProcess(environment, Runnable::run, arguments);
    return new Result(command.exitCode.join(), text(command.out), text(command.err));
  }

  /** Starts {@code ./workshop ARGUMENTS} in a thread. */
  public static InProcess start(Map<String, String> environment, String... arguments) {
    return new InProcess(environment, task -> new Thread(task).start(), arguments);
  }

  /** Waits at most 5 minutes until the command has ended; returns its exit code. */
  public int awaitExit() {
    assertThat(exitCode.copy().completeOnTimeout(null, MAX_MINUTES, TimeUnit.MINUTES).join())
        .as("exit code of a command that printed: %s", output())
        .isNotNull();
    return exitCode.join();
  }

  /** Returns whether the command is still running. */
  public boolean isAlive() {
    return !exitCode.isDone();
  }

  /** Returns the output so far. */
  public String output() {
    return text(out) + text(err);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
