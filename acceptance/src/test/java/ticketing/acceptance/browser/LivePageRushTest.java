package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ticketing.acceptance.browser.ShowPage.EXACT;
import static ticketing.acceptance.browser.ShowPage.LANES;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import ticketing.runner.util.Shell;

/** The live page with 200 orders in each lane, and then a new run in place of it. */
class LivePageRushTest extends LivePageScenes {
  /** However many orders there are, the page draws a few of them. */
  private static final int MOST_NODES = 2_500;

  private static final Pattern CARDS =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\Qticketing.runner.show.Card\\E\\b");

  @Test
  void a_new_run_replaces_one_with_200_orders() throws Exception {
    page.pace(0);
    page.place(100);
    page.place(100);
    page.awaitEnds(LANES, 200);
    // On a busy machine a call may take too long, which the other two lanes cannot cope with.
    page.assertRight(EXACT, 200);
    show.assertOneTicketEach(page.run(), EXACT, 200);
    assertThat(chrome.nodes()).isLessThan(MOST_NODES);
    awaitCardsOnServer(200 * LANES.size());

    page.startOver();
    page.place(1);
    page.awaitEnds(LANES, 1);
    awaitCardsOnServer(LANES.size());
  }

  /** The run before may still be closing. */
  private void awaitCardsOnServer(int count) {
    await("cards on the server")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(cardsOnServer()).isEqualTo(count));
  }

  /** How many cards the server still holds on to. */
  private int cardsOnServer() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = String.valueOf(show.process().handle().pid());
    Shell.Output histogram =
        Shell.run(
            Path.of("."),
            Map.of(),
            Duration.ofMinutes(2),
            List.of(jcmd, pid, "GC.class_histogram"));
    Matcher cards = CARDS.matcher(histogram.text());
    assertThat(cards.find()).as(histogram.tail(5)).isTrue();
    return Integer.parseInt(cards.group(1));
  }
}
