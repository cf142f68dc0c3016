package ticketing.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.failure.DefaultFailureConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A connection to Temporal, to the server that the SDK's environment configuration names ({@code
 * TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_…}
 * or a profile file). Where none is named it is the one at {@code 127.0.0.1:7233}.
 *
 * @see <a href="https://docs.temporal.io/develop/environment-configuration">Temporal: Environment
 *     configuration</a>
 */
public final class TemporalConnection implements AutoCloseable {
  /** The environment variable for the port of the embedded server, instead of 7233. */
  public static final String PORT_VARIABLE = LocalPort.VARIABLE;

  /** The system property for that port; it goes before the variable. */
  public static final String PORT_PROPERTY = LocalPort.PROPERTY;

  private static final Duration FIRST_TRY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClientOptions options;
  private final Options wanted;
  private final String address;
  private final Process startedServer;

  private TemporalConnection(
      WorkflowServiceStubs stubs,
      WorkflowClientOptions options,
      Options wanted,
      String address,
      Process startedServer) {
    this.stubs = stubs;
    this.options = options;
    this.wanted = wanted;
    this.address = address;
    this.startedServer = startedServer;
  }

  /**
   * What a process may want of its connection besides what the environment configures.
   *
   * @param converter makes of the usual converter the one that payloads and failures go through,
   *     such as one that encrypts
   * @param metrics where the SDK's metrics go
   */
  public record Options(UnaryOperator<DataConverter> converter, Scope metrics) {
    /** Nothing. */
    public static final Options NONE = new Options(UnaryOperator.identity(), new NoopScope());
  }

  /** There is no server, or it cannot be reached as configured. The message names the fix. */
  public static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Connects.
   *
   * @throws Unreachable if that cannot be done
   */
  public static TemporalConnection open(Options wanted) throws Unreachable {
    ClientConfigProfile profile = profile();
    try {
      return connect(profile, wanted, FIRST_TRY, null);
    } catch (RuntimeException e) {
      throw unreachable(profile, e);
    }
  }

  /**
   * Connects; where no address is configured and nothing listens, starts the embedded server first.
   *
   * @throws Unreachable if that cannot be done
   */
  public static TemporalConnection openOrStartEmbedded(Options wanted) throws Unreachable {
    ClientConfigProfile profile = profile();
    if (isConfigured(profile)) {
      return open(wanted);
    }
    int port = LocalPort.chosen();
    try {
      if (LocalPort.isListening(port)) {
        return connect(profile, wanted, PATIENCE, null);
      }
      Process server = EmbeddedTemporal.launch(port);
      awaitPort(port, server);
      return connect(profile, wanted, PATIENCE, server);
    } catch (IOException | RuntimeException e) {
      throw new Unreachable(
          "The embedded Temporal did not start on port "
              + port
              + ". Is the port taken? Set "
              + PORT_VARIABLE
              + " to a free one. If it was started, what it said is in "
              + EmbeddedTemporal.logOf(port),
          e);
    }
  }

  /** Not by the SDK's own tries: after some of them it waits longer than the server needs. */
  private static void awaitPort(int port, Process server) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!LocalPort.isListening(port)) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new ConnectException("Nothing listens on port " + port);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /**
   * The address that the environment configures; empty if it configures none.
   *
   * @throws Unreachable if its configuration cannot be read
   */
  public static Optional<String> configuredAddress() throws Unreachable {
    ClientConfigProfile profile = profile();
    return isConfigured(profile) ? Optional.of(profile.getAddress()) : Optional.empty();
  }

  /** Whether a Temporal server answers at this port of loopback, without encryption. */
  public static boolean answersAt(int port) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(LocalPort.address(port))
                .validateAndBuildWithDefaults());
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }

  /** A client of the configured namespace. */
  public WorkflowClient client() {
    return client(new DefaultFailureConverter());
  }

  /** The same, with a say in what of an exception is reported to the server. */
  public WorkflowClient client(FailureConverter failures) {
    DataConverter usual = DefaultDataConverter.newDefaultInstance().withFailureConverter(failures);
    return WorkflowClient.newInstance(
        stubs, options.toBuilder().setDataConverter(wanted.converter().apply(usual)).build());
  }

  /** The embedded server, if opening this connection has started it. It outlives both. */
  public Optional<Process> startedServer() {
    return Optional.ofNullable(startedServer);
  }

  /** Where the server is, host and port. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }

  private static TemporalConnection connect(
      ClientConfigProfile profile, Options wanted, Duration patience, Process startedServer)
      throws Unreachable {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
            .setGrpcClientInterceptors(List.of(new FirstAttempts()))
            .setMetricsScope(wanted.metrics());
    if (!isConfigured(profile)) {
      options.setTarget("127.0.0.1:" + LocalPort.chosen());
    }
    WorkflowServiceStubsOptions validated = options.validateAndBuildWithDefaults();
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(validated);
    try {
      stubs.connect(patience);
    } catch (RuntimeException e) {
      stubs.shutdownNow();
      throw e;
    }
    return new TemporalConnection(
        stubs, profile.toWorkflowClientOptions(), wanted, validated.getTarget(), startedServer);
  }

  private static ClientConfigProfile profile() throws Unreachable {
    try {
      return ClientConfigProfile.load();
    } catch (IOException | RuntimeException e) {
      throw new Unreachable(
          "Temporal's configuration cannot be read: " + e.getMessage() + ". See setup.md.", e);
    }
  }

  private static boolean isConfigured(ClientConfigProfile profile) {
    return profile.getAddress() != null && !profile.getAddress().isBlank();
  }

  private static Unreachable unreachable(ClientConfigProfile profile, RuntimeException cause)
      throws Unreachable {
    return new Unreachable(
        isConfigured(profile)
            ? "No Temporal server answers at "
                + profile.getAddress()
                + ", the address that your configuration names. Start it, or correct"
                + " TEMPORAL_ADDRESS; see setup.md."
            : "No Temporal server answers at 127.0.0.1:"
                + LocalPort.chosen()
                + ". Start a worker first: it brings the embedded one.",
        cause);
  }
}
