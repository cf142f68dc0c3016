package ticketing.worker;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration SOUGHT_EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WorkflowServiceStubs stubs;
  private final Configuration configuration;
  private final Options wanted;
  private final ServerWatch watch;
  private final Process startedServer;

  private TemporalConnection(
      WorkflowServiceStubs stubs,
      Configuration configuration,
      Options wanted,
      ServerWatch watch,
      Process startedServer) {
    this.stubs = stubs;
    this.configuration = configuration;
    this.wanted = wanted;
    this.watch = watch;
    this.startedServer = startedServer;
  }

  /**
   * What a process may want of its connection.
   *
   * @param environment the variables that configure it
   * @param converter makes of the usual converter the one that payloads and failures go through,
   *     such as one that encrypts
   * @param metrics where the SDK's metrics go
   */
  public record Options(
      Map<String, String> environment, UnaryOperator<DataConverter> converter, Scope metrics) {
    /** What this process's environment configures, and no more. */
    public static final Options NONE = of(System.getenv());

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
   * @throws Unreachable if that cannot be done
   */
  public static TemporalConnection open(Options wanted) throws Unreachable {
    return connect(Configuration.load(wanted.environment()), wanted, null);
  }

  /**
   * Connects; where no address is configured and nothing listens, starts the embedded server first.
   *
   * @throws Unreachable if that cannot be done
   */
  public static TemporalConnection openOrStartEmbedded(Options wanted) throws Unreachable {
    Configuration configuration = Configuration.load(wanted.environment());
    if (configuration.isConfigured()) {
      return connect(configuration, wanted, null);
    }
    int port = configuration.localPort();
    try {
      if (LocalPort.isListening(port)) {
        return connect(configuration, wanted, null);
      }
      Process server = EmbeddedTemporal.launch(port, wanted.environment());
      awaitPort(port, server);
      return connect(configuration, wanted, server);
    } catch (IOException e) {
      throw new Unreachable(
          "The embedded Temporal did not start on port "
              + port
              + ". Is the port taken? Set "
              + LocalPort.VARIABLE
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
  public static Optional<String> configuredAddress(Map<String, String> environment)
      throws Unreachable {
    Configuration configuration = Configuration.load(environment);
    return configuration.isConfigured() ? Optional.of(configuration.target()) : Optional.empty();
  }

  /** Whether a Temporal server answers at this port of loopback, without encryption. */
  public static boolean answersAt(int port) {
    if (!LocalPort.isListening(port)) {
      return false;
    }
    QuietGrpc.please();
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(LocalPort.address(port))
                .validateAndBuildWithDefaults());
    try {
      return isAnswering(stubs);
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
        stubs,
        configuration.clientOptions().toBuilder()
            .setDataConverter(wanted.converter().apply(usual))
            .build());
  }

  /** The embedded server, if opening this connection has started it. It outlives both. */
  public Optional<Process> startedServer() {
    return Optional.ofNullable(startedServer);
  }

  /** From now on, this is told when the server does not answer any more, and when it does again. */
  public void watch(Consumer<String> listener) {
    watch.listen(listener, this::seek);
  }

  /** Whether the watch was told that the server is gone, and not yet that it is back. */
  public boolean isGone() {
    return watch.isGone();
  }

  /** Calls the server again and again until it is back; the watch notices by itself. */
  private void seek() {
    Thread thread =
        new Thread(
            () -> {
              while (watch.isGone() && !stubs.isShutdown()) {
                LockSupport.parkNanos(SOUGHT_EVERY.toNanos());
                isAnswering(stubs);
              }
            },
            "server-seeker");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean isAnswering(WorkflowServiceStubs stubs) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /**
   * That there is another Temporal, if the environment names one and another runs where it would be
   * looked for otherwise: in words, with the one that is used.
   */
  public Optional<String> otherServer() {
    String local = LocalPort.address(configuration.localPort());
    boolean sameOne =
        configuration.target().equals(local)
            || configuration.target().equals("localhost:" + configuration.localPort());
    if (!configuration.isConfigured() || sameOne || !answersAt(configuration.localPort())) {
      return Optional.empty();
    }
    return Optional.of(
        "There are two Temporal servers: %s is used, which your configuration names, and not the one at %s."
            .formatted(configuration.target(), local));
  }

  /** Where the server is, host and port. */
  public String address() {
    return configuration.target();
  }

  /** Closes it. Nobody is told anything of it any more. */
  @Override
  public void close() {
    watch.listen(words -> {}, () -> {});
    stubs.shutdownNow();
  }

  private static TemporalConnection connect(
      Configuration configuration, Options wanted, Process startedServer) throws Unreachable {
    QuietGrpc.please();
    ServerWatch watch = new ServerWatch(configuration.target());
    WorkflowServiceStubsOptions options =
        configuration
            .stubsOptions()
            .setGrpcClientInterceptors(List.of(new FirstAttempts(), watch))
            .setMetricsScope(wanted.metrics())
            .validateAndBuildWithDefaults();
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(options);
    try {
      new Diagnosis(configuration).require(stubs);
      return new TemporalConnection(stubs, configuration, wanted, watch, startedServer);
    } catch (Unreachable | RuntimeException e) {
      stubs.shutdownNow();
      throw e;
    }
  }

  /** What went wrong, without its details in further lines. */
  static String oneLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
  }
}
