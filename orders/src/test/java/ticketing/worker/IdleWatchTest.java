package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that the embedded server does not stop while it has a client. */
@Timeout(10)
class IdleWatchTest {
  private final CountDownLatch terminated = new CountDownLatch(1);
  private final IdleWatch clients =
      new IdleWatch() {
        @Override
        public void transportTerminated(Attributes attributes) {
          super.transportTerminated(attributes);
          terminated.countDown();
        }
      };

  @Test
  void a_port_check_is_not_a_client() throws Exception {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addTransportFilter(clients)
            .build()
            .start();
    try {
      new Socket(InetAddress.getLoopbackAddress(), server.getPort()).close();
      terminated.await();

      assertThat(clients.connections()).isZero();
    } finally {
      server.shutdownNow();
    }
  }
}
