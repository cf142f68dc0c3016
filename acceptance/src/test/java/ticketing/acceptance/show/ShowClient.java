package ticketing.acceptance.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Sends the HTTP requests that the live page sends. */
final class ShowClient {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
  private static final String DATA = "data: ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;

  ShowClient(String address) {
    this.address = address;
  }

  /** Returns a request for this path, which has no leading slash. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
  }

  /**
   * Sends a request on a new connection, because the server may close a connection after a body
   * that is too long.
   */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends the POST request of a button. */
  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Sends the POST request of a button and asserts that it succeeds. */
  void act(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(204);
  }

  /** Returns the complete state, as the page receives it when it opens. */
  JsonNode state() throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(openEvents(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith(DATA)) {
        line = lines.readLine();
      }
      return JSON.readTree(line.substring(DATA.length()));
    }
  }

  /** Opens the stream of events, as a page does. */
  InputStream openEvents() throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            request("events").header("Accept", "text/event-stream").build(),
            HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  /** Waits for a matching state and returns it. */
  JsonNode awaitState(String what, Predicate<JsonNode> wanted) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(POLL_INTERVAL)
        .until(this::state, state -> wanted.test(state));
  }

  /** Waits until this number of orders has ended in each lane; returns the state. */
  JsonNode awaitEnds(int orders) {
    return awaitState(
        orders + " orders have ended in each lane",
        state ->
            lanes(state).stream()
                .allMatch(
                    lane ->
                        lane.path("orders").asInt() == orders && lane.path("open").asInt() == 0));
  }

  /** Returns the visible lanes. */
  static List<JsonNode> lanes(JsonNode state) {
    return StreamSupport.stream(state.path("lanes").spliterator(), false)
        .filter(lane -> lane.path("shown").asBoolean())
        .toList();
  }
}
