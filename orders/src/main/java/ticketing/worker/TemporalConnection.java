package ticketing.worker;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ticketing.order.OrderFailures;

/**
 * A connection to the Temporal server that the SDK's environment configuration names, or else the
 * one at {@code 127.0.0.1:7233}.
 *
 * @see <a href="https://docs.temporal.io/develop/environment-configuration">Temporal: Environment
 *     configuration</a>
 */
public final class TemporalConnection implements AutoCloseable {
  /** Where connections are explained. */
  static final String MANUAL = "setup.md#a-real-temporal-server";

  /** Some causes quote all bytes of an answer. */
  private static final int LONGEST_CAUSE = 120;

  private static final long DEADLINE_SECONDS = 10;

  private final ConnectionSettings settings;
  private final EmbeddedServerProcess startedServer;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClientOptions clientOptions;
  private volatile Instant goneSince;

  private TemporalConnection(
      ConnectionSettings settings, Options options, EmbeddedServerProcess startedServer)
      throws Unreachable {
    GrpcLogging.silence();
    this.settings = settings;
    this.startedServer = startedServer;
    this.clientOptions =
        settings.client().toBuilder()
            .setDataConverter(options.converter().apply(DefaultDataConverter.newDefaultInstance()))
            .validateAndBuildWithDefaults();
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(settings.stubs())
                .setMetricsScope(options.metrics())
                .validateAndBuildWithDefaults());
    try {
      findNamespace(clientOptions.getNamespace());
    } catch (Unreachable | RuntimeException e) {
      stubs.shutdownNow();
      throw e;
    }
  }

  /**
   * What a process needs from its connection.
   *
   * @param converter turns the default data converter into the one to use, such as one that
   *     encrypts
   */
  public record Options(
      Map<String, String> environment, UnaryOperator<DataConverter> converter, Scope metrics) {
    /** Returns what this environment configures, without encryption and metrics. */
    public static Options of(Map<String, String> environment) {
      return new Options(environment, UnaryOperator.identity(), new NoopScope());
    }
  }

  /** There is no server, or it cannot be reached as configured. The message names the fix. */
  public static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }

  /** Connects, or fails with the reason. */
  public static TemporalConnection open(Options options) throws Unreachable {
    return new TemporalConnection(ConnectionSettings.load(options.environment()), options, null);
  }

  /** Connects; starts the embedded server first if no server is expected. */
  public static TemporalConnection openOrStartEmbedded(Options options) throws Unreachable {
    ConnectionSettings settings = ConnectionSettings.load(options.environment());
    return new TemporalConnection(
        settings,
        options,
        settings.isServerExpected()
            ? null
            : EmbeddedServerProcess.start(settings.localPort(), options.environment()));
  }

  /** Returns whether an address is configured, or something listens at the local one. */
  public static boolean isServerExpected(Map<String, String> environment) throws Unreachable {
    return ConnectionSettings.load(environment).isServerExpected();
  }

  /** An answer proves address, TLS, API key and namespace. */
  private void findNamespace(String namespace) throws Unreachable {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
    } catch (StatusRuntimeException e) {
      String cause = rootCause(e);
      String what =
          switch (e.getStatus().getCode()) {
            case NOT_FOUND, INVALID_ARGUMENT ->
                "Temporal at %s has no namespace \"%s\" (%s). Correct TEMPORAL_NAMESPACE, or type: temporal operator namespace create -n %s"
                    .formatted(address(), namespace, cause, namespace);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                "Temporal at %s refuses access to namespace \"%s\" (%s). Check TEMPORAL_API_KEY, the client certificate and TEMPORAL_NAMESPACE."
                    .formatted(address(), namespace, cause);
            default ->
                "No Temporal server answers at %s %s TLS (%s). %s"
                    .formatted(
                        address(),
                        settings.usesTls() ? "with" : "without",
                        cause,
                        settings.isConfigured()
                            ? "Start it, or correct TEMPORAL_ADDRESS or the TEMPORAL_TLS… settings."
                            : "Start a worker: it starts an embedded server. If another program uses the port, set %s in every terminal."
                                .formatted(LocalPort.VARIABLE));
          };
      throw new Unreachable(what + "\nSee " + MANUAL);
    }
  }

  /** Returns a client of the configured namespace. */
  public WorkflowClient client() {
    return WorkflowClient.newInstance(stubs, clientOptions);
  }

  /** Returns whether the environment names an address. */
  boolean isConfigured() {
    return settings.isConfigured();
  }

  /** Returns the embedded server, if this connection started it. It outlives both. */
  public Optional<EmbeddedServerProcess> startedServer() {
    return Optional.ofNullable(startedServer);
  }

  /**
   * Prints from now on when the server stops answering, and when it is back. The SDK retries
   * without a message.
   */
  public void watch(Consumer<String> printer) {
    ManagedChannel channel = stubs.getRawChannel();
    ConnectivityState state = channel.getState(true);
    if (state == ConnectivityState.SHUTDOWN) {
      return;
    }
    if (state == ConnectivityState.TRANSIENT_FAILURE && !isGone()) {
      goneSince = Instant.now();
      printer.accept(
          "Temporal at %s does not answer any more. The worker keeps trying. A server that keeps its orders in memory, such as the embedded one, loses them when it ends: place them again."
              .formatted(address()));
    } else if (state == ConnectivityState.READY && isGone()) {
      long seconds = Duration.between(goneSince, Instant.now()).toSeconds();
      goneSince = null;
      printer.accept("Temporal at %s is back, after %d s.".formatted(address(), seconds));
    }
    channel.notifyWhenStateChanged(state, () -> watch(printer));
  }

  /** Returns whether {@link #watch} has printed that the server is gone, and not yet back. */
  public boolean isGone() {
    return goneSince != null;
  }

  /** Returns host and port of the server. */
  public String address() {
    return settings.stubs().getTarget();
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }

  /** Returns type and first line of the last of a chain of causes. */
  static String rootCause(Throwable failure) {
    Throwable root = OrderFailures.root(failure);
    String line = String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
    String message = line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "…" : line;
    return root instanceof StatusRuntimeException
        ? message
        : root.getClass().getSimpleName() + ": " + message;
  }
}
