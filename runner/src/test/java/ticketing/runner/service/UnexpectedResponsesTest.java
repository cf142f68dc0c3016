package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.runner.service.TicketServiceFixture.CARD;
import static ticketing.runner.service.TicketServiceFixture.ORDER;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/**
 * Tests how the client handles responses that are not from the service, and that it sends each call
 * only once. A plain socket replaces the service.
 */
@Timeout(30)
class UnexpectedResponsesTest {
  private static final Token TOKEN = new Token("token-1", Instant.parse("2100-01-01T00:00:00Z"));
  private static final String JSON = "Content-Type: application/json\r\n";

  private ServerSocket socket;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private volatile boolean hangs;
  private final List<String> reported = new CopyOnWriteArrayList<>();
  private HttpTicketSystem client;

  @BeforeEach
  void start() throws IOException {
    listen(0);
    URI address = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    client = new HttpTicketSystem(address, () -> Instant.now().plusMillis(700), reported::add);
  }

  @AfterEach
  void end() throws IOException {
    socket.close();
  }

  private void listen(int port) throws IOException {
    socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::serve, "fake-service");
    server.setDaemon(true);
    server.start();
  }

  /** Answers each request and closes the connection. */
  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        requests.add(read(connection.getInputStream()));
        if (!hangs) {
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          connection.close();
        }
      } catch (IOException e) {
        // The client is gone or the test is over.
      }
    }
  }

  /** Reads a request with its body. All bodies in this test end with a brace. */
  private static String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("}")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Test
  void a_call_that_is_cut_is_sent_once() throws Exception {
    assertUnknownOutcome(this::create);
    assertUnknownOutcome(() -> client.findTicket(ORDER));
    TimeUnit.MILLISECONDS.sleep(300);

    assertThat(requests).hasSize(2);
    assertThat(requests.get(0)).startsWith("POST /calls/createTicket ");
    assertThat(reported).as("a lost response is not an outage").isEmpty();
  }

  @Test
  void a_request_carries_its_callers_deadline() {
    Instant before = Instant.now();
    assertUnknownOutcome(this::create);
    Instant after = Instant.now();

    String deadline = requests.get(0).replaceFirst("(?s).*\"deadline\":\"([^\"]+)\".*", "$1");
    assertThat(Instant.parse(deadline)).isBetween(before.plusMillis(700), after.plusMillis(700));
  }

  @Test
  void an_interrupted_caller_waits_until_its_deadline() throws Exception {
    hangs = true;
    Thread.currentThread().interrupt();
    Instant start = Instant.now();
    assertUnknownOutcome(this::create);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(690));
    assertThat(reported).as("an interrupted call is not an outage").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 4\r\n\r\nnull",
        "HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"orderID\":\"order-314159\",\"ticket\":nul",
        "HTTP/1.1 200 OK\r\n"
            + JSON
            + "Content-Length: 99\r\n\r\n{\"orderID\":\"order-314159\","
            + "\"ticket\":null}",
        "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"orderID\":\"order-1\",\"ticket\":null}",
        "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"orderID\":\"order-314159\"}",
        "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"orderID\":\"order-314159\",\"ticket\":null} x",
        "HTTP/1.1 200 OK\r\n"
            + JSON
            + "\r\n{\"orderID\":\"order-314159\",\"ticket\":{"
            + "\"orderID\":\"order-1\",\"ticketID\":\"TICKET-1\",\"paymentInfo\":\"x\"}}",
        "HTTP/1.1 500 Oops\r\n" + JSON + "\r\n{\"orderID\":\"order-314159\",\"ticket\":null}",
        "HTTP/1.1 500 Oops\r\n" + JSON + "\r\n{\"error\":\"REJECTED\",\"message\":\"no\"}",
        "HTTP/1.1 422 No\r\n" + JSON + "\r\n{\"error\":\"NOT_SENT\",\"message\":\"no\"}",
        "HTTP/1.1 422 No\r\n" + JSON + "\r\n{\"detail\":\"invalid\"}",
        "HTTP/1.1 409 No\r\nContent-Type: text/plain\r\n\r\n{\"error\":\"NOT_SENT\",\"message\":"
            + "\"no\"}",
        "SSH-2.0-OpenSSH_9.2\r\n"
      })
  void a_foreign_answer_is_an_unknown_outcome(String response) {
    answer = response;

    assertUnknownOutcome(() -> client.findTicket(ORDER));
    assertUnknownOutcome(this::create);
    assertUnknownOutcome(() -> client.issueToken(ORDER));
    assertUnknownOutcome(() -> client.findReservation(TOKEN, ORDER));
  }

  @Test
  void a_failed_creates_message_hides_the_card_number() {
    answer = "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"paymentInfo\": " + CARD.cardNumber() + "}";

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(this::create)
        .withMessageNotContaining(CARD.cardNumber())
        .withNoCause();
  }

  @Test
  void an_outage_and_its_end_are_reported_once_each() throws Exception {
    int port = socket.getLocalPort();
    socket.close();
    assertUnknownOutcome(() -> client.findTicket(ORDER));
    assertUnknownOutcome(this::create);
    assertThat(reported)
        .singleElement()
        .asString()
        .contains("does not answer", "./workshop tickets");

    answer = "HTTP/1.1 200 OK\r\n" + JSON + "\r\n{\"orderID\":\"" + ORDER + "\",\"ticket\":null}";
    listen(port);
    assertThat(client.findTicket(ORDER)).isEmpty();
    assertThat(client.findTicket(ORDER)).isEmpty();
    assertThat(reported).hasSize(2).last().asString().contains("is back, after");
  }

  @Test
  void a_look_up_that_times_out_is_an_outage() {
    hangs = true;
    assertUnknownOutcome(() -> client.findTicket(ORDER));
    assertThat(reported).singleElement().asString().contains("does not answer");
  }

  private void create() {
    client.createTicket(TOKEN, TicketServiceFixture.reservation(ORDER), CARD);
  }

  private static void assertUnknownOutcome(ThrowingCallable call) {
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(call)
        .isExactlyInstanceOf(TicketSystemException.class);
  }
}
