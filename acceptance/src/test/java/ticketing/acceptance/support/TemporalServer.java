package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * Runs a real Temporal development server for all tests of a class, on a free port. Skips the class
 * if the {@code temporal} program is missing.
 */
public final class TemporalServer implements BeforeAllCallback, AfterAllCallback {
  private static final String PROGRAM_VARIABLE = "WORKSHOP_TEMPORAL_CLI";
  private static final String NAMESPACE = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  private final boolean keepsItsData;
  private Path program;
  private Path folder;
  private int port;
  private Process process;
  private WorkflowServiceStubs stubs;

  private TemporalServer(boolean keepsItsData) {
    this.keepsItsData = keepsItsData;
  }

  /** Creates a server that keeps its data in memory. */
  public static TemporalServer inMemory() {
    return new TemporalServer(false);
  }

  /** Creates a server that keeps its data in a file, so that it survives a kill and restart. */
  public static TemporalServer withDatabaseFile() {
    return new TemporalServer(true);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Optional<Path> found = find();
    assumeTrue(
        found.isPresent(),
        "No real Temporal server: run .ci/temporal-server, or install the Temporal CLI"
            + " (https://docs.temporal.io/cli)");
    program = found.get();
    folder = TemporaryFolder.create("temporal-server");
    port = Shell.freePort();
    start();
  }

  private static Optional<Path> find() {
    return Stream.of(
            Workshop.here().root().resolve(".temporal/temporal").toString(),
            System.getenv().getOrDefault(PROGRAM_VARIABLE, ""))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .or(() -> Program.onPath("temporal").map(Program::file));
  }

  /** Starts the server and waits until it is ready. A restart uses the same address and file. */
  public void start() throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "server", "start-dev"));
    command.addAll(List.of("--headless", "--ip", "127.0.0.1", "--port", String.valueOf(port)));
    command.addAll(List.of("--log-level", "error"));
    if (keepsItsData) {
      command.addAll(List.of("--db-filename", folder.resolve("temporal.db").toString()));
    }
    Path log = folder.resolve("server.log");
    process = Shell.start(CommandContext.ofProcess(), folder, log, command);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address())
                .validateAndBuildWithDefaults());
    await("the server serves")
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
        .ignoreException(StatusRuntimeException.class)
        .untilAsserted(this::describeNamespace);
  }

  private void describeNamespace() {
    stubs
        .blockingStub()
        .withDeadlineAfter(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  /** Returns the environment variables with the address of this server. */
  public Map<String, String> environment() {
    return Map.of("TEMPORAL_ADDRESS", address(), "TEMPORAL_NAMESPACE", NAMESPACE);
  }

  /** Returns a client for this server. */
  public WorkflowClient client() {
    return WorkflowClient.newInstance(stubs);
  }

  /** Kills the server, like a crash. */
  public void kill() throws InterruptedException {
    stubs.shutdownNow();
    process.destroyForcibly().waitFor();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
