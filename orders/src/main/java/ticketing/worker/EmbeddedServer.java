package ticketing.worker;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/**
 * Temporal without an installation, in this process: the SDK's test service, in real time, on
 * loopback. It keeps everything in memory, and survives the crash of any worker.
 */
public record EmbeddedServer(TestServicesStarter services, Server server) implements AutoCloseable {
  /** Starts a server at this port of 127.0.0.1; 0 for any that is free. */
  public static EmbeddedServer start(int port) throws IOException {
    return start(port, builder -> builder);
  }

  /** Starts a server with more settings, such as TLS. */
  public static EmbeddedServer start(int port, UnaryOperator<NettyServerBuilder> more)
      throws IOException {
    GrpcLogging.silence();
    TestServicesStarter services = new TestServicesStarter(true, 0);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .intercept(new NoStickyQueues());
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    try {
      return new EmbeddedServer(services, more.apply(builder).build().start());
    } catch (IOException e) {
      services.close();
      throw e;
    }
  }

  /** Returns its port on 127.0.0.1. */
  public int port() {
    return server.getPort();
  }

  /** Stops the server, which forgets everything. */
  @Override
  public void close() {
    server.shutdownNow();
    services.close();
  }
}
