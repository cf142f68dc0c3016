package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.browser.Browser;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * Two hundred orders in each lane, and then a new run with half as many. How smoothly they are
 * drawn is printed and not judged: a machine may have other things to do. What they leave behind is
 * judged: the smaller run takes the place of the larger one, so it must not need more memory.
 */
final class LivePageRush {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** However many orders there are, a cell shows a few; the page has no more nodes than this. */
  private static final int MOST_NODES = 2_500;

  /** A line of {@code jcmd}'s histogram: how many there are of a class, and their bytes. */
  private static final Pattern CLASS =
      Pattern.compile("(?m)^ +\\d+: +(?<count>\\d+) +(?<bytes>\\d+)  (?<name>\\S+)");

  /** The garbage collector fills gaps with these. */
  private static final List<String> FILLERS = List.of("[I", "jdk.internal.vm.FillerArray");

  /** What the server knows of an order in a lane. */
  private static final String CARD = "ticketing.runner.show.Card";

  /** Keeps how long each picture of the screen takes, and how late each message is drawn. */
  private static final String MEASURE =
      """
      window.rush = {frames: [], lags: []};
      (() => {
        let last = performance.now();
        let messages = window.show.stats.messages;
        requestAnimationFrame(function tick(now) {
          rush.frames.push(now - last);
          last = now;
          if (window.show.stats.messages !== messages) {
            messages = window.show.stats.messages;
            rush.lags.push(window.show.stats.lastLag);
          }
          requestAnimationFrame(tick);
        });
      })()""";

  private static final String MEASURED =
      """
      [rush.frames, rush.lags].map(all => {
        const sorted = all.slice(1).sort((one, other) => one - other);
        return [0.5, 0.95, 1].map(part =>
          Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]));
      })""";

  private LivePageRush() {}

  /** What is kept: in bytes, in nodes of the page's documents, and in cards of the server. */
  private record Memory(long page, long server, int nodes, int cards) {
    @Override
    public String toString() {
      return "page %.1f MB, server %.1f MB, %d nodes".formatted(page / 1e6, server / 1e6, nodes);
    }
  }

  static Check check(Workshop workshop) {
    return LivePage.check(
        workshop,
        "200 orders in each lane, one ticket each; and a new run takes the place of the old one",
        LivePageRush::run);
  }

  private static int run(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.page().run(MEASURE);
    long begin = System.nanoTime();
    rush(show, screen, 2);
    double seconds = (System.nanoTime() - begin) / 1e9;
    JsonNode measured = screen.page().run(MEASURED);
    Memory large = memory(show, screen);
    screen.startOver();
    screen.awaitWorker();
    rush(show, screen, 1);
    Memory small = memory(show, screen);
    System.out.printf(
        "    4 × 200 orders in %.0f s. A frame takes %s; a message is drawn after %s"
            + " (median, 95 of 100, worst).%n    Kept: %s; in a new run with 100 orders: %s.%n",
        seconds, millis(measured.get(0)), millis(measured.get(1)), large, small);
    Check.require(small.page() < large.page(), "the page keeps what is not there any more");
    Check.require(small.server() < large.server(), "the server keeps what is not there any more");
    Check.require(
        small.cards() == LivePage.LANES.size() * 100,
        "the server keeps " + small.cards() + " cards, not those of 100 orders in each lane");
    Check.require(
        Math.max(large.nodes(), small.nodes()) < MOST_NODES, "the page has too many nodes");
    return 1;
  }

  private static String millis(JsonNode figures) {
    return "%d, %d, %d ms"
        .formatted(figures.get(0).asInt(), figures.get(1).asInt(), figures.get(2).asInt());
  }

  /** Places a hundred orders so often, as fast as the ticket service can. */
  private static void rush(RestartedShow show, ShowOnScreen screen, int times) throws Exception {
    screen.pace(0);
    for (int i = 1; i <= times; i++) {
      screen.page().click("[data-action=\"place\"][data-count=\"100\"]");
      screen.await("document.getElementById('run-placed').textContent === '%d'".formatted(100 * i));
    }
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 100 * times, LIMIT);
      screen.requireRight(lane, 100 * times);
    }
    show.tickets(screen.run()).requireOneEach(LivePage.LANES, 100 * times);
  }

  /** Once what nobody holds on to is thrown away. */
  private static Memory memory(RestartedShow show, ShowOnScreen screen) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = String.valueOf(show.process().pid());
    Shell.Output output =
        Shell.run(
            Path.of("."),
            Map.of(),
            Duration.ofSeconds(60),
            List.of(jcmd.toString(), pid, "GC.class_histogram"));
    Matcher line = CLASS.matcher(output.text());
    long bytes = 0;
    int cards = 0;
    while (line.find()) {
      bytes += FILLERS.contains(line.group("name")) ? 0 : Long.parseLong(line.group("bytes"));
      cards += line.group("name").equals(CARD) ? Integer.parseInt(line.group("count")) : 0;
    }
    Check.require(bytes > 0, "jcmd tells nothing:\n" + output.tail(5));
    return new Memory(screen.page().heapBytes(), bytes, screen.page().nodes(), cards);
  }
}
