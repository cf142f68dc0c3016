package ticketing.worker;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ticketing.order.OrderFailures;

/**
 * A connection to Temporal, to the server that the SDK's environment configuration names ({@code
 * TEMPORAL_ADDRESS}, {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_…}
 * or a profile file). Without an address it is the one at {@code 127.0.0.1:7233}.
 *
 * @see <a href="https://docs.temporal.io/develop/environment-configuration">Temporal: Environment
 *     configuration</a>
 */
public final class TemporalConnection implements AutoCloseable {
  /** Where connections are explained. */
  static final String MANUAL = "setup.md#a-real-temporal-server";

  /** Some causes quote all bytes of an answer. */
  private static final int LONGEST_CAUSE = 120;

  private final WorkflowServiceStubs stubs;
  private final ConnectionSettings settings;
  private final Options options;
  private final EmbeddedServerProcess startedServer;
  private volatile ServerWatch watch;

  private TemporalConnection(
      ConnectionSettings settings, Options options, EmbeddedServerProcess startedServer)
      throws Unreachable {
    GrpcLogging.silence();
    this.settings = settings;
    this.options = options;
    this.startedServer = startedServer;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            settings.stubs().setMetricsScope(options.metrics()).validateAndBuildWithDefaults());
    try {
      ConnectionCheck.run(stubs, settings);
    } catch (Unreachable | RuntimeException e) {
      stubs.shutdownNow();
      throw e;
    }
  }

  /**
   * What a process wants of its connection.
   *
   * @param environment the variables that configure it
   * @param converter turns the default data converter into the one to use, such as one that
   *     encrypts
   * @param metrics where the SDK's metrics go
   */
  public record Options(
      Map<String, String> environment, UnaryOperator<DataConverter> converter, Scope metrics) {
    /** What this environment configures, and no more. */
    public static Options of(Map<String, String> environment) {
      return new Options(environment, UnaryOperator.identity(), new NoopScope());
    }
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
   * @throws Unreachable if that fails
   */
  public static TemporalConnection open(Options options) throws Unreachable {
    return new TemporalConnection(ConnectionSettings.load(options.environment()), options, null);
  }

  /**
   * Connects; where no address is configured and nothing listens, starts the embedded server first.
   *
   * @throws Unreachable if that fails
   */
  public static TemporalConnection openOrStartEmbedded(Options options) throws Unreachable {
    ConnectionSettings settings = ConnectionSettings.load(options.environment());
    return new TemporalConnection(
        settings,
        options,
        settings.isServerExpected()
            ? null
            : EmbeddedServerProcess.start(settings.localPort(), options.environment()));
  }

  /**
   * Whether there is a server to connect to: an address is configured, or something listens on
   * loopback.
   *
   * @throws Unreachable if the configuration cannot be read
   */
  public static boolean isServerExpected(Map<String, String> environment) throws Unreachable {
    return ConnectionSettings.load(environment).isServerExpected();
  }

  /** A client of the configured namespace. */
  public WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs,
        settings.client().toBuilder()
            .setDataConverter(options.converter().apply(DefaultDataConverter.newDefaultInstance()))
            .build());
  }

  /** The embedded server, if opening this connection started it. It outlives both. */
  public Optional<EmbeddedServerProcess> startedServer() {
    return Optional.ofNullable(startedServer);
  }

  /** From now on, prints when the server stops answering, and when it is back. */
  public void watch(Consumer<String> printer) {
    watch = new ServerWatch(address(), stubs, printer);
    watch.start();
  }

  /** Whether the watch has printed that the server is gone, and not yet that it is back. */
  public boolean isGone() {
    ServerWatch current = watch;
    return current != null && current.isGone();
  }

  /** Host and port of the server. */
  public String address() {
    return settings.target();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
      watch = null; // Its printer may keep a whole run of the page in memory.
    }
    stubs.shutdownNow();
  }

  /** The last of a chain of causes: its type and the first line of its message. */
  static String rootCause(Throwable failure) {
    Throwable root = OrderFailures.root(failure);
    String line = String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
    String message = line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "…" : line;
    return root instanceof StatusRuntimeException
        ? message
        : root.getClass().getSimpleName() + ": " + message;
  }
}
