package ticketing.runner.run.server;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.Shell;

/**
 * A real Temporal development server as a process of its own: on loopback, without the Web UI, on a
 * free port, until it is closed or this process ends.
 */
public final class DevServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASKED_EVERY = Duration.ofMillis(100);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final String NAMESPACE = "default";
  private static final int TRIES = 3;
  private static final int TOLD_LINES = 10;

  private final TemporalCli cli;
  private final List<String> options;
  private final Path log;
  private int port;
  private EndWithJvm running;

  private DevServer(TemporalCli cli, List<String> options, Path log) {
    this.cli = cli;
    this.options = options;
    this.log = log;
  }

  /**
   * Starts one, and returns once it serves.
   *
   * @param database the file that it keeps everything in; without one it keeps it in memory
   * @param log what it says goes here
   * @throws IOException if it does not serve; the message has its last words
   */
  public static DevServer start(TemporalCli cli, Optional<Path> database, Path log)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--headless"));
    database.ifPresent(file -> options.addAll(List.of("--db-filename", file.toString())));
    DevServer server = new DevServer(cli, options, log);
    for (int i = 1; ; i++) {
      server.port = Shell.freePort();
      try {
        server.start();
        return server;
      } catch (IOException e) {
        // Somebody else may have taken the port meanwhile.
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Where it serves, host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Kills it, as a crash does. */
  public void crash() {
    running.kill();
  }

  /**
   * Starts it again, at the same address and with the same file.
   *
   * @throws IOException as {@link #start}
   */
  public void startAgain() throws IOException, InterruptedException {
    running.close();
    start();
  }

  private void start() throws IOException, InterruptedException {
    Process process = Shell.start(log.getParent(), Map.of(), log, cli.server(port, options));
    running = new EndWithJvm(process);
    try {
      awaitServing(process);
    } catch (IOException e) {
      running.close();
      throw e;
    }
  }

  private void awaitServing(Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address())
                .validateAndBuildWithDefaults());
    try {
      while (!isServing(stubs)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(
              "%s at %s does not serve. Its last words:%n%s"
                  .formatted(
                      cli.file(),
                      address(),
                      new Shell.Output(0, Files.readString(log)).tail(TOLD_LINES)));
        }
        TimeUnit.MILLISECONDS.sleep(ASKED_EVERY.toMillis());
      }
    } finally {
      stubs.shutdownNow();
    }
  }

  /** Whether it answers, and has the namespace that orders are placed in. */
  private static boolean isServing(WorkflowServiceStubs stubs) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
