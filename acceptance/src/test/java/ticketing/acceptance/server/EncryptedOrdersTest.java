package ticketing.acceptance.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TemporalServer;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.util.Shell;
import ticketing.system.PaymentService;

/** Tests encrypted orders with {@code ./workshop} commands. */
@Tag("server")
class EncryptedOrdersTest {
  private static final String BLUE = key("blue", "A");
  private static final String OTHER_BLUE = key("blue", "E");
  private static final String GREEN = key("green", "I");
  private static final String OF_03 = "order-256003";
  private static final String OF_04 = "order-256004";
  private static final String WAITING = "order-256005";

  /** Matches the encrypted payload with the ticket, as {@code history --raw} shows it. */
  private static final Pattern RESULT =
      Pattern.compile("WorkflowExecutionCompleted +\\[binary/encrypted, key \"blue\"] (\\S+)");

  @RegisterExtension static final TemporalServer SERVER = TemporalServer.inMemory();

  private static OrderTestbed testbed;

  @BeforeAll
  static void sell(@TempDir Path folder) throws Exception {
    testbed = new OrderTestbed(folder, SERVER.environment(), List.of(OF_03, OF_04, WAITING));
    withKeys(BLUE);
    for (String orderId : List.of(OF_03, OF_04)) {
      String stage = orderId.substring(orderId.length() - 2);
      CommandProcess worker = testbed.worker(stage, "--likelihood", "0.5", "--seed", "7");
      testbed.sell(stage, List.of(orderId));
      worker.kill();
    }
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (testbed != null) {
      testbed.close();
    }
  }

  /** Returns a key of 32 bytes, in the format of the environment variable. */
  private static String key(String id, String letter) {
    return id + ":" + letter.repeat(43) + "=";
  }

  private static void withKeys(String keys) {
    testbed.set(EncryptionKeys.VARIABLE, keys);
  }

  private static String ticketOf(String orderId) {
    return testbed.ledger().ticketIdsOf(orderId).get(0);
  }

  private static InProcess.Result history(String... arguments) throws Exception {
    InProcess.Result output = testbed.run(arguments);
    assertThat(output.exitCode()).as(output.text()).isZero();
    return output;
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_03, OF_04})
  void ticket_numbers_and_failure_messages_are_stored_encrypted(String orderId) throws Exception {
    withKeys(BLUE);
    String cardNumber = new PaymentService().paymentInfoOf(orderId).cardNumber();
    String nowhere = "The card number of " + orderId + " is not in this history";
    assertThat(history("history", orderId).text())
        .contains(ticketOf(orderId), "Music of the Spheres", nowhere)
        .containsPattern("(Ambiguous|Unavailable): \\w")
        .doesNotContain(cardNumber);
    assertThat(history("history", orderId, "--raw").text())
        .contains(nowhere)
        .containsPattern("(Ambiguous|Unavailable): Encoded failure \\[binary/encrypted")
        .doesNotContain(ticketOf(orderId), "Music of the Spheres", cardNumber);
  }

  @Test
  void an_order_never_placed_has_no_history() throws Exception {
    InProcess.Result output = testbed.run("history", "order-404");
    assertThat(output.exitCode()).isPositive();
    assertThat(output.text().strip()).contains("has no workflow \"order-404\"").hasLineCount(1);
  }

  @Test
  void the_codec_server_decodes_what_is_stored() throws Exception {
    withKeys(BLUE);
    Matcher result = RESULT.matcher(history("history", OF_03, "--raw").text());
    assertThat(result.find()).isTrue();
    int port = Shell.freePort();
    testbed.start("codec", "--port", String.valueOf(port)).awaitText("is ready");
    String payload =
        "{\"payloads\":[{\"metadata\":{\"encoding\":\"%s\",\"encryption-key-id\":\"%s\"},\"data\":\"%s\"}]}"
            .formatted(base64("binary/encrypted"), base64("blue"), result.group(1));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/decode"))
                    .header("Origin", "http://localhost:8233")
                    .POST(HttpRequest.BodyPublishers.ofString(payload))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains(base64("\"" + ticketOf(OF_03) + "\""));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  static Stream<Arguments> wrongKeys() {
    return Stream.of(
        Arguments.of("", "key \"blue\", which is not in WORKSHOP_ENCRYPTION_KEY"),
        Arguments.of(OTHER_BLUE, "another key \"blue\" than the one in WORKSHOP_ENCRYPTION_KEY"));
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void a_missing_or_wrong_key_is_reported_clearly(String keys, String expected) throws Exception {
    withKeys(keys);
    InProcess.Result order = testbed.run("order", OF_03);
    assertThat(order.exitCode()).isPositive();
    assertThat(order.text().strip()).contains(expected).hasLineCount(2);
    InProcess.Result history = testbed.run("history", OF_03);
    assertThat(history.exitCode()).isPositive();
    assertThat(history.text())
        .contains(expected)
        .doesNotContain(ticketOf(OF_03), "is not in this history");
  }

  @Test
  void an_order_waits_for_a_worker_with_its_key() throws Exception {
    withKeys("");
    CommandProcess keyless = testbed.worker("03");
    withKeys(GREEN + "," + BLUE);
    InProcess starter = testbed.place("03", List.of(WAITING));
    keyless.awaitText(WAITING + "  this worker cannot decrypt it.").kill();
    assertThat(starter.isAlive()).isTrue();
    assertThat(testbed.ledger().ticketIdsOf(WAITING)).isEmpty();
    // Halfway through a key change: both processes have both keys, and encrypt with their first.
    withKeys(BLUE + "," + GREEN);
    testbed.worker("03");
    testbed.awaitTickets(starter, "03", List.of(WAITING));
    assertThat(history("history", WAITING, "--raw").text())
        .contains("key \"green\"", "key \"blue\"");
    assertThat(history("history", WAITING).text()).contains(ticketOf(WAITING));
  }
}
