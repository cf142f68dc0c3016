package ticketing.acceptance.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.stages.Workshop;

/**
 * Tests the show server: which requests it accepts, and that no order is lost when the server or
 * Temporal is killed.
 */
@Tag("process")
class ShowServerTest {
  private static final Path ROOT = Workshop.here().root();

  @TempDir private Path folder;
  private ShowProcess show;

  @BeforeEach
  void prepare() throws IOException {
    show = new ShowProcess(ROOT, folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    show.close();
  }

  @Test
  void no_other_site_can_send_commands() throws Exception {
    show.start();
    ShowClient client = new ShowClient(show.address());
    HttpResponse<String> page = client.send(client.request(""));
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "http"));

    HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
    for (String foreign : List.of("http://evil.example", "null")) {
      for (String path : List.of("", "events")) {
        assertRejected(403, client.send(client.request(path).header("Origin", foreign)));
      }
      assertRejected(
          403, client.send(client.request("orders?count=1").header("Origin", foreign).POST(none)));
    }
    assertRejected(403, client.send(client.request("").header("Sec-Fetch-Site", "cross-site")));
    for (String count : List.of("", "?count=0", "?count=1e9", "?count=%3Cscript%3E")) {
      assertRejected(400, client.post("orders" + count));
    }
    HttpRequest.BodyPublisher tooLong = HttpRequest.BodyPublishers.ofString(" ".repeat(100_000));
    assertRejected(413, client.send(client.request("orders?count=1").POST(tooLong)));
    assertRejected(400, client.post("faults/%3Cscript%3E/next"));
    for (String likelihood : List.of("2", "NaN")) {
      assertRejected(400, client.post("faults/createTicket=after?likelihood=" + likelihood));
    }
    assertRejected(400, client.post("worker/start"));
    assertRejected(400, client.post("pace?millis=-1"));
    assertRejected(400, client.post("orders/01/1/again"));
    for (String file : List.of("show.json", "PageServer.class")) {
      assertRejected(404, client.send(client.request(file)));
    }
    for (String id : List.of("%3Cimg%20src=x%3E", "..%2F..", "01%00", "order-1", "9999999999")) {
      assertNotFound(client.send(client.request("orders/" + id + "/1")));
      assertNotFound(client.send(client.request("orders/01/" + id)));
      assertNotFound(client.post("orders/" + id + "/1/again"));
      assertNotFound(client.send(client.request(id)));
    }
    assertThat(client.state().path("cards")).isEmpty();
  }

  /** Asserts this status, and an error message without HTML from the request. */
  private static void assertRejected(int status, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"message\":\"").doesNotContain("<");
  }

  /** Asserts status 400 or 404, depending on which part of the server rejects the request. */
  private static void assertNotFound(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(400, 404);
    assertThat(response.body()).doesNotContain("<img");
  }

  @Test
  void a_restarted_show_server_completes_its_open_orders() throws Exception {
    show.startTemporal();
    ShowClient client = startAndPlaceOne("faults/createTicket=after/next");
    client.act("worker/kill");
    client.act("orders?count=5");
    show.process().kill();

    show.start();
    JsonNode state = new ShowClient(show.address()).awaitEnds(6);
    assertExactlyOnce(state, List.of("03", "04"), 6);
    assertThat(lane(state, "01").path("duplicates").asInt()).isEqualTo(1);
    assertThat(lane(state, "02").path("failedWithTicket").asInt()).isEqualTo(1);

    ProcessHandle worker = show.process().handle().descendants().findFirst().orElseThrow();
    show.process().kill();
    assertThat(worker.onExit()).as("its worker ends too").succeedsWithin(Duration.ofMinutes(2));
  }

  @Test
  void orders_get_their_tickets_after_temporal_loses_its_data() throws Exception {
    CommandProcess temporal = show.startTemporal();
    ShowClient client = startAndPlaceOne("faults/clear");
    client.act("worker/kill");
    client.act("orders?count=5");
    temporal.kill();
    JsonNode outage =
        client
            .awaitState("the page notices", state -> !isTemporalAvailable(state))
            .path("temporal");
    assertThat(outage.path("problem").asText()).contains("Start it again");

    show.startTemporal();
    client.awaitState("Temporal is back", ShowServerTest::isTemporalAvailable);
    client.act("worker/start");
    assertExactlyOnce(client.awaitEnds(6), List.of("01", "02", "03", "04"), 6);
  }

  @Test
  void it_stops_quietly_while_pages_are_open() throws Exception {
    ShowClient client = startAndPlaceOne("faults/clear");
    for (int i = 0; i < 5; i++) {
      client.openEvents();
    }

    show.process().terminate();

    assertThat(show.process().output()).contains("To resume this run").doesNotContain("\tat ");
  }

  private ShowClient startAndPlaceOne(String faults) throws Exception {
    ShowClient client = new ShowClient(show.start().address());
    client.awaitState("a worker", state -> "ready".equals(worker(state)));
    client.act("pace?millis=0");
    client.act(faults);
    client.act("orders?count=1");
    client.awaitEnds(1);
    return client;
  }

  private static String worker(JsonNode state) {
    return state.path("worker").path("state").asText();
  }

  private static boolean isTemporalAvailable(JsonNode state) {
    return state.path("temporal").path("problem").isNull();
  }

  private static JsonNode lane(JsonNode state, String id) {
    return ShowClient.lanes(state).stream()
        .filter(lane -> id.equals(lane.path("id").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** Asserts that each order has exactly one ticket, on the page and on disk. */
  private void assertExactlyOnce(JsonNode state, List<String> lanes, int orders) {
    show.assertOneTicketEach(state.path("run").path("name").asText(), lanes, orders);
    for (String id : lanes) {
      assertThat(lane(state, id).path("right").asInt()).as("lane %s", id).isEqualTo(orders);
    }
  }
}
