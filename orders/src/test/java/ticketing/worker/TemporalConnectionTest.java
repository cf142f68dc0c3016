package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what a connection prints when its server ends and when it is back. */
@Timeout(60)
class TemporalConnectionTest {
  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

  @Test
  void each_outage_of_the_server_prints_two_lines() throws Exception {
    EmbeddedServer server = EmbeddedServer.start(0);
    String port = String.valueOf(server.port());
    try (TemporalConnection connection =
        TemporalConnection.open(TemporalConnection.Options.of(Map.of(LocalPort.VARIABLE, port)))) {
      connection.watch(printed::add);
      for (int outage = 0; outage < 2; outage++) {
        server.close();
        assertThat(next()).contains(connection.address() + " does not answer any more");
        assertThat(connection.isGone()).isTrue();
        server = EmbeddedServer.start(Integer.parseInt(port));
        assertThat(next()).contains("is back, after ");
        assertThat(connection.isGone()).isFalse();
      }
      connection.close();
      server.close();
      assertThat(printed.poll(1, TimeUnit.SECONDS)).isNull();
    } finally {
      server.close();
    }
  }

  private String next() throws InterruptedException {
    return printed.poll(30, TimeUnit.SECONDS);
  }
}
