package ticketing.runner.run.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CodecServerTest {
  private static final String UI = "http://localhost:8233";

  /** A payload with the encoding json/plain and the text "hi", in Base64. */
  private static final String PLAIN =
      "{\"payloads\":[{\"metadata\":{\"encoding\":\"anNvbi9wbGFpbg==\"},\"data\":\"ImhpIg==\"}]}";

  private final EncryptionKeys keys = EncryptionKeys.parse(EncryptionKeys.newKey("k"));
  private final Javalin server = CodecServer.start(0, keys, List.of(UI));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        at(path)
            .header("Content-Type", "application/json")
            .header("X-Namespace", "default")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void the_server_decodes_what_it_encodes() throws Exception {
    HttpResponse<String> encoded = post("/encode", PLAIN);
    assertThat(encoded.statusCode()).isEqualTo(200);
    assertThat(encoded.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(encoded.body()).contains("encryption-key-id").doesNotContain("ImhpIg==");
    HttpResponse<String> decoded = post("/decode", encoded.body());
    assertThat(decoded.statusCode()).isEqualTo(200);
    assertThat(decoded.body()).isEqualTo(PLAIN);
  }

  @Test
  void unreadable_input_is_refused_with_the_reason() throws Exception {
    HttpResponse<String> nonsense = post("/decode", "nonsense");
    assertThat(nonsense.statusCode()).isEqualTo(400);
    assertThat(nonsense.body()).startsWith("Not Payloads as JSON");
    Javalin other =
        CodecServer.start(0, EncryptionKeys.parse(EncryptionKeys.newKey("other")), List.of());
    try {
      HttpResponse<String> foreign =
          send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/decode"))
                  .POST(HttpRequest.BodyPublishers.ofString(post("/encode", PLAIN).body())));
      assertThat(foreign.statusCode()).isEqualTo(422);
      assertThat(foreign.body()).contains("key \"k\", which is not in");
    } finally {
      other.stop();
    }
  }

  @Test
  void the_web_ui_may_call_it() throws Exception {
    HttpResponse<String> asked =
        send(
            at("/decode")
                .header("Origin", UI)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-namespace")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(UI);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .containsIgnoringCase("X-Namespace")
        .containsIgnoringCase("Content-Type");
    HttpResponse<String> posted =
        send(at("/decode").header("Origin", UI).POST(HttpRequest.BodyPublishers.ofString(PLAIN)));
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.headers().firstValue("Access-Control-Allow-Origin")).hasValue(UI);
  }

  @Test
  void a_foreign_host_is_refused() throws Exception {
    String body = post("/encode", PLAIN).body();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /decode HTTP/1.1\r\nHost: codec.example\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body)
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("payloads");
    }
  }

  @Test
  void other_origins_are_refused() throws Exception {
    for (String origin : List.of("http://evil.example", "http://localhost:8234", "null")) {
      HttpResponse<String> rejected =
          send(
              at("/decode")
                  .header("Origin", origin)
                  .POST(HttpRequest.BodyPublishers.ofString(PLAIN)));
      assertThat(rejected.statusCode()).isEqualTo(403);
      assertThat(rejected.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(rejected.body()).doesNotContain("payloads");
    }
  }
}
