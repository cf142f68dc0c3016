package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.runner.service.TicketServiceFixture.ORDER;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.system.faults.Fault;

/** Tests the HTTP access to the service with raw requests. */
@Timeout(20)
class TicketServiceHttpTest {
  private static final String LOOK = "GET /";

  @TempDir private Path database;
  private TicketServiceFixture orders;

  @BeforeEach
  void serve() {
    orders = new TicketServiceFixture(database);
  }

  @AfterEach
  void end() {
    orders.closeInBackground();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:%d",
        "Host: localhost:%d",
        "Host: [::1]:%d",
        "Host: localhost:%d\r\nOrigin: http://localhost:%1$d",
        "Host: localhost:%d\r\nSec-Fetch-Site: same-origin",
        "Host: localhost:%d\r\nSec-Fetch-Site: none"
      })
  void programs_and_pages_of_this_machine_are_let_in(String headers) throws IOException {
    assertThat(ask(LOOK, headers, "")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: tickets.example:%d",
        "Host: 127.0.0.1.example:%d",
        "Host: localhost:%d\r\nOrigin: http://evil.example",
        "Host: localhost:%d\r\nOrigin: https://localhost:%1$d",
        "Host: localhost:%d\r\nOrigin: http://localhost:1",
        "Host: localhost:%d\r\nOrigin: null",
        "Host: localhost:%d\r\nSec-Fetch-Site: cross-site",
        "Host: localhost:%d\r\nSec-Fetch-Site: same-site"
      })
  void other_origins_are_refused(String headers) throws IOException {
    assertThat(ask(LOOK, headers, "")).startsWith("HTTP/1.1 403").doesNotContain("workshop");
    assertThat(ask("POST /calls/issueToken", headers, "{\"orderID\":\"order-1\"}"))
        .startsWith("HTTP/1.1 403");
    assertThat(ask("PUT /admin/faults", headers, "{\"next\":[\"createTicket=after\"]}"))
        .startsWith("HTTP/1.1 403");
    assertThat(orders.journal).isEmpty();
    assertThat(orders.service.faults().countNext(Fault.LOST_RESPONSE)).isZero();
  }

  @Test
  void a_request_switches_the_faults() throws IOException {
    String headers = "Host: localhost:%d";

    assertThat(ask("PUT /admin/faults", headers, "{\"likelihood\":0.3}"))
        .startsWith("HTTP/1.1 200")
        .contains("after 10%");
    assertThat(ask("PUT /admin/faults", headers, "{\"likelihood\":5}"))
        .startsWith("HTTP/1.1 400")
        .contains("A likelihood must be a number from 0 to 1");
    assertThat(orders.service.faults().likelihood(Fault.LOOK_UP_UNAVAILABLE)).isEqualTo(0.15);
  }

  @Test
  void a_body_that_is_too_long_is_refused() throws IOException {
    String body = "{\"orderID\":\"" + "x".repeat(20_000) + "\"}";

    assertThat(ask("POST /calls/issueToken", "Host: localhost:%d", body))
        .startsWith("HTTP/1.1 413");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"orderID\":\"order-1\"", "[]"})
  void a_malformed_body_is_refused(String body) throws IOException {
    assertThat(ask("POST /calls/issueToken", "Host: localhost:%d", body))
        .startsWith("HTTP/1.1 400")
        .contains("\"NO_CALL\"");
  }

  @Test
  void a_create_needs_its_callers_deadline() throws IOException {
    String body =
        "{\"orderID\":\"%s\",\"token\":%s,\"paymentInfo\":\"VISA-1\"%%s}"
            .formatted(ORDER, Json.write(orders.token()));

    for (String deadline : List.of("", ",\"deadline\":\"soon\"")) {
      assertThat(ask("POST /calls/createTicket", "Host: localhost:%d", body.formatted(deadline)))
          .startsWith("HTTP/1.1 400");
    }
    String past = body.formatted(",\"deadline\":\"2026-05-01T19:30:00Z\"");
    assertThat(ask("POST /calls/createTicket", "Host: localhost:%d", past))
        .startsWith("HTTP/1.1 503")
        .contains("its caller has given up");
    assertThat(orders.tickets()).isEmpty();
  }

  /** Sends a request and reads until the connection closes. */
  private String ask(String line, String headers, String body) throws IOException {
    int port = orders.service.address().getPort();
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String request =
        "%s HTTP/1.1\r\n%s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(line, headers.formatted(port), length, body);
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
