package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** Runs a workshop command as a process, as a terminal does. {@link #close} kills it. */
public final class CommandProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofMinutes(9);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(50);

  static {
    // Ends all started processes if the tests are stopped.
    TemporaryFolder.beforeDeletion(Shell::endAll);
  }

  private final Process process;
  private final Path log;

  private CommandProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code ./workshop ARGUMENTS}.
   *
   * @param root the folder of the workshop, in which the launcher has built the runner
   * @param environment the variables to add to this process's environment
   * @param log the file for the output; temporary files go into the same folder, because a killed
   *     process does not delete them
   */
  public static CommandProcess start(
      Path root, Map<String, String> environment, Path log, String... arguments) {
    return start(
        root,
        environment,
        log,
        Shell.runnerCommand(root, List.of("-Djava.io.tmpdir=" + log.getParent()), arguments));
  }

  /** Starts any program. */
  public static CommandProcess start(
      Path root, Map<String, String> environment, Path log, List<String> command) {
    CommandContext context = CommandContext.ofProcess();
    try {
      return new CommandProcess(Shell.start(context.with(environment), root, log, command), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code ./workshop ARGUMENTS} to completion, for at most 9 minutes. */
  public static Shell.Output run(Path root, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return Commands.run(root, environment, MOST, Shell.runnerCommand(root, arguments));
  }

  /** Waits until the output contains this text. */
  public CommandProcess awaitText(String text) {
    await(text)
        .atMost(PATIENCE)
        .pollInterval(LOOKED_EVERY)
        .failFast(
            () ->
                assertThat(process.isAlive() || output().contains(text))
                    .as("is running, or has written \"%s\":\n%s", text, output())
                    .isTrue())
        .untilAsserted(() -> assertThat(output()).contains(text));
    return this;
  }

  /** Returns the output so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the process has ended; returns its exit code. */
  public int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS))
        .as("has ended:\n%s", output())
        .isTrue();
    return process.exitValue();
  }

  /** Terminates the process, as {@code kill} does; returns its exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Kills the process, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Suspends the process, as {@code kill -STOP} does, and resumes it after this time. Not on
   * Windows.
   */
  public void pause(Duration time) throws IOException, InterruptedException {
    suspend();
    try {
      Thread.sleep(time.toMillis());
    } finally {
      signal("-CONT");
    }
  }

  /** Suspends the process, as {@code kill -STOP} does. Not on Windows. */
  public void suspend() throws IOException, InterruptedException {
    signal("-STOP");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).as("exit code of kill %s", signal).isZero();
  }

  /** Returns whether the process is still running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the handle of the command's JVM. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills the process and its children. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
  }
}
