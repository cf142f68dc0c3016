package ticketing.temporal;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Temporal without an installation: the test service of {@code temporal-testing}, in real time, as
 * a process of its own on loopback. It keeps everything in memory, survives the crash of any
 * worker, and ends by itself some time after its last client has gone.
 */
public final class EmbeddedTemporal {
  /** The environment variable for how long it stays without a client, in seconds. */
  public static final String IDLE_VARIABLE = "WORKSHOP_IDLE_SECONDS";

  private static final long IDLE_SECONDS = 120;

  private EmbeddedTemporal() {}

  /**
   * Starts it as a process that outlives this one.
   *
   * @param port on loopback
   * @throws IOException if no process can be started
   */
  static Process launch(int port) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    File log = logOf(port).toFile();
    return new ProcessBuilder(
            java.toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedTemporal.class.getName(),
            String.valueOf(port))
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectOutput(log)
        .redirectErrorStream(true)
        .start();
  }

  /** Where the process that {@link #launch} starts writes what goes wrong. */
  static Path logOf(int port) {
    return Path.of(System.getProperty("java.io.tmpdir"), "workshop-temporal-" + port + ".log");
  }

  /** How long it stays without a client. */
  public static Duration idle() {
    String seconds = System.getenv(IDLE_VARIABLE);
    return Duration.ofSeconds(
        seconds == null || seconds.isBlank() ? IDLE_SECONDS : Long.parseLong(seconds.trim()));
  }

  /** The process: serves on the port that is its argument until it is idle. */
  public static void main(String[] args) throws Exception {
    // Ctrl-C in the terminal of a worker goes to every process of that terminal.
    ignoreInterrupts();
    int port = Integer.parseInt(args[0]);
    IdleWatch clients = new IdleWatch();
    TestServicesStarter services = new TestServicesStarter(true, 0);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addTransportFilter(clients)
            .intercept(new NoStickyQueues());
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    Server server = builder.build().start();
    clients.awaitIdle(idle());
    server.shutdownNow();
    System.exit(0);
  }

  /** By reflection, for javac warns of every mention of these classes, in everybody's build. */
  private static void ignoreInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance("INT"),
            handler.getField("SIG_IGN").get(null));
  }

  /**
   * The test service never takes a workflow task back from the sticky queue of a worker that died.
   * So no worker gets one.
   */
  private static final class NoStickyQueues implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
          next.startCall(call, headers)) {
        @Override
        @SuppressWarnings("unchecked")
        public void onMessage(Q message) {
          super.onMessage(
              message instanceof RespondWorkflowTaskCompletedRequest request
                  ? (Q) request.toBuilder().clearStickyAttributes().build()
                  : message);
        }
      };
    }
  }

  /** Counts the connections, and knows since when there is none. */
  static class IdleWatch extends ServerTransportFilter {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong idleSince = new AtomicLong(System.nanoTime());

    @Override
    public Attributes transportReady(Attributes attributes) {
      connections.incrementAndGet();
      return attributes;
    }

    @Override
    public void transportTerminated(Attributes attributes) {
      // Without attributes it never got ready: somebody only looked whether the port answers.
      if (attributes != null) {
        idleSince.set(System.nanoTime());
        connections.decrementAndGet();
      }
    }

    int connections() {
      return connections.get();
    }

    void awaitIdle(Duration limit) throws InterruptedException {
      idleSince.set(System.nanoTime());
      while (connections.get() > 0 || System.nanoTime() - idleSince.get() < limit.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }
  }
}
