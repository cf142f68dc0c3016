package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;

/**
 * The server behind the live page: who may do what, and that nothing is lost when something dies.
 */
final class LivePageServer {
  private LivePageServer() {}

  static List<Check> checks(Workshop workshop) {
    return List.of(
        new Check("the live page: only the page itself can do something", () -> doors(workshop)),
        new Check(
            "the live page: its server is killed and goes on, and every order gets its ticket",
            () -> killed(workshop)),
        new Check(
            "the live page: Temporal is killed and forgets, and every order gets its ticket",
            () -> forgotten(workshop)),
        new Check(
            "the live page: a taken port and a folder of somebody else's are told, and left alone",
            () -> badStarts(workshop)));
  }

  private static int doors(Workshop workshop) throws Exception {
    try (RestartedShow show = new RestartedShow(workshop).start()) {
      HttpRequest.BodyPublisher one = HttpRequest.BodyPublishers.ofString("{\"count\":1}");
      refused(403, show.send(show.request("orders").POST(one)));
      refused(403, show.send(show.request("orders").header("X-Show-Token", "x").POST(one)));
      refused(403, show.send(show.request("").header("Origin", "http://evil.example")));
      refused(403, show.send(show.request("").header("Sec-Fetch-Site", "cross-site")));
      refused(403, show.send(show.request("events").header("Origin", "http://evil.example")));
      refused(400, show.post("orders", "{\"count\":0}"));
      refused(400, show.post("orders", "{\"count\":1e9}"));
      refused(400, show.post("orders", "{\"count\":\"<script>\"}"));
      refused(400, show.post("orders", "[]"));
      refused(400, show.post("orders", "{"));
      refused(413, show.post("orders", " ".repeat(100_000)));
      refused(400, show.post("faults", "{\"name\":\"<script>\",\"next\":1}"));
      refused(400, show.post("faults", "{\"name\":\"after\",\"likelihood\":2}"));
      refused(400, show.post("worker", "{\"action\":\"start\"}"));
      refused(400, show.post("pace", "{\"millis\":-1}"));
      for (String id : List.of("%3Cimg%20src=x%3E", "..%2F..", "01%00", "order-1", "9999999999")) {
        refused(show.send(show.request("orders/" + id + "/1")));
        refused(show.send(show.request("orders/01/" + id)));
        refused(show.post("orders/" + id + "/1/again", "{}"));
        refused(show.send(show.request(id)));
      }
      refused(404, show.send(show.request("show.json")));
      refused(404, show.send(show.request("ShowPage.class")));
      refused(400, show.post("orders/01/1/again", "{}"));
      JsonNode state = show.state();
      Check.require(state.path("cards").isEmpty(), "something was placed: " + state);
    }
    return 1;
  }

  /** With a reason for people, and nothing in it that somebody has sent as HTML. */
  private static void refused(int status, RestartedShow.Answer answer) throws Check.Failed {
    Check.require(
        answer.status() == status
            && answer.body().startsWith("{\"message\":\"")
            && !answer.body().contains("<"),
        "not refused with " + status + ": " + answer);
  }

  /** By whichever part of the server; and nothing of what was sent comes back as HTML. */
  private static void refused(RestartedShow.Answer answer) throws Check.Failed {
    Check.require(
        (answer.status() == 400 || answer.status() == 404) && !answer.body().contains("<img"),
        "not refused: " + answer);
  }

  private static int killed(Workshop workshop) throws Exception {
    try (RestartedShow show = new RestartedShow(workshop)) {
      show.startTemporal();
      show.start();
      show.act("pace", "{\"millis\":0}");
      show.act("faults", "{\"name\":\"after\",\"next\":1}");
      show.act("orders", "{\"count\":1}");
      show.await("the first order", state -> isDone(state, 1));
      show.act("worker", "{\"action\":\"kill\"}");
      show.act("orders", "{\"count\":5}");
      ProcessHandle worker = worker(show.process());
      show.kill();
      requireGone(worker);

      show.start();
      JsonNode state = show.await("all orders", now -> isDone(now, 6));
      // 02 has told its first customer that it failed, and that is still known.
      requireOneTicketEach(show, state, List.of("01", "02"), 6);
      Check.require(
          RestartedShow.lane(state, "01").path("duplicates").asInt() == 1
              && RestartedShow.lane(state, "02").path("failedWithTicket").asInt() == 1,
          "what came of the first order is not known any more:\n" + RestartedShow.sums(state));
    }
    return 1;
  }

  private static int forgotten(Workshop workshop) throws Exception {
    try (RestartedShow show = new RestartedShow(workshop)) {
      Process temporal = show.startTemporal();
      show.start();
      show.act("pace", "{\"millis\":0}");
      show.act("orders", "{\"count\":1}");
      show.await("the first order", state -> isDone(state, 1));
      show.act("worker", "{\"action\":\"kill\"}");
      show.act("orders", "{\"count\":5}");
      temporal.destroyForcibly().waitFor();
      show.await(
          "the page to notice", state -> !state.path("temporal").path("answers").asBoolean());
      Check.require(
          show.state().path("temporal").path("trouble").asText().contains("Start it again"),
          "not told: " + show.state().path("temporal"));
      show.startTemporal();
      show.await("Temporal", state -> state.path("temporal").path("answers").asBoolean());
      show.act("worker", "{\"action\":\"start\"}");
      JsonNode state = show.await("all orders", now -> isDone(now, 6));
      requireOneTicketEach(show, state, List.of(), 6);
    }
    return 1;
  }

  /** In every lane, all orders have come to their end. */
  private static boolean isDone(JsonNode state, int orders) {
    return RestartedShow.lanes(state)
        .allMatch(lane -> lane.path("orders").asInt() == orders && lane.path("open").asInt() == 0);
  }

  /** On the page and on disk; but for these lanes. */
  private static void requireOneTicketEach(
      RestartedShow show, JsonNode state, List<String> not, int orders) throws Exception {
    Path run = Path.of(state.path("run").path("folder").asText());
    Check.require(run.startsWith(show.database()), "its run is in " + run);
    for (JsonNode lane : RestartedShow.lanes(state).toList()) {
      if (not.contains(lane.path("id").asText())) {
        continue;
      }
      Ledger ledger = new Ledger(run.resolve(lane.path("name").asText()), Clock.systemUTC());
      List<String> orderIds = ledger.orderIds();
      boolean each = orderIds.stream().allMatch(id -> ledger.ticketsOf(id).size() == 1);
      Check.require(
          orderIds.size() == orders && each && lane.path("right").asInt() == orders,
          "not one ticket each: " + lane);
    }
  }

  private static ProcessHandle worker(ProcessHandle show) {
    Optional<ProcessHandle> worker = show.descendants().findFirst();
    return worker.orElse(show);
  }

  private static void requireGone(ProcessHandle process) throws Exception {
    process.onExit().get(20, TimeUnit.SECONDS);
  }

  private static int badStarts(Workshop workshop) throws Exception {
    Path others = TemporaryFolder.create("workshop-others");
    Files.writeString(others.resolve("thesis.txt"), "all of it");
    try (RestartedShow show = new RestartedShow(workshop).start()) {
      told("cannot be had", show.another("--port", show.port()));
      told(
          "Another ./workshop show",
          show.another("--port", "0", "--database", show.database() + ""));
      told("new or empty", show.another("--port", "0", "--database", others.toString()));
      told("There is no stage", show.another("--port", "0", "--mine", "7"));
      told("from 1 to 65535", show.another("--port", "70000"));
      try (Stream<Path> files = Files.list(others)) {
        Check.require(files.count() == 1, "something was put into somebody else's folder");
      }
      show.act("orders", "{\"count\":1}");
      show.await("the order", state -> isDone(state, 1));
    }
    return 1;
  }

  private static void told(String what, Shell.Output output) throws Check.Failed {
    Check.require(
        output.exitCode() > 0 && output.text().contains(what) && output.lines().size() == 1,
        "not told in one line ("
            + what
            + "), but with exit code "
            + output.exitCode()
            + ":\n"
            + output.text());
  }
}
