package ticketing.runner.util;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that slow or oversized requests cannot block a server. */
@Timeout(20)
class LoopbackServerTest {
  /** The number of callers: more than Jetty's default of 200 threads. */
  private static final int SLOW_CALLERS = 300;

  private final List<Socket> sockets = new ArrayList<>();
  private final Javalin server =
      LoopbackServer.start(
          0,
          "--port",
          config -> {
            config.http.maxRequestSize = 100;
            config.routes.post("/", context -> context.result("got " + context.body()));
          });

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  private Socket send(String length, String body) throws IOException {
    Socket socket = new Socket(LoopbackServer.ADDRESS, server.port());
    sockets.add(socket);
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length;
    socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(UTF_8));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void half_sent_bodies_do_not_block_others() throws IOException {
    for (int i = 0; i < SLOW_CALLERS; i++) {
      send("Content-Length: 10", "half");
    }
    assertThat(answer(send("Content-Length: 5", "whole"))).endsWith("got whole");
  }

  @Test
  void a_body_that_is_too_long_is_refused() throws IOException {
    assertThat(answer(send("Content-Length: 1000", "x".repeat(1000)))).startsWith("HTTP/1.1 413");
  }
}
