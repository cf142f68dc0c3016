package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;
import static ticketing.acceptance.browser.ShowPage.EXACT;
import static ticketing.acceptance.browser.ShowPage.KEY;
import static ticketing.acceptance.browser.ShowPage.LANES;
import static ticketing.acceptance.browser.ShowPage.card;
import static ticketing.acceptance.browser.ShowPage.lane;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import ticketing.acceptance.support.Commands;
import ticketing.runner.util.Shell;
import ticketing.system.PaymentService;

/** Tests what an instructor does with the live page; checks the page and the tickets on disk. */
class LivePageTest extends LivePageTestBase {
  private static final List<String> EXACT_WITH_KEY = List.of("03", "04", KEY);

  /** Limits the DOM nodes: with many orders, the page draws only some of them. */
  private static final int MAX_NODES = 2_500;

  /** The placer's 16 orders in progress, and some that end while the page is asked. */
  private static final int MOST_AHEAD = 20;

  private static final String OPEN =
      """
      [...document.querySelectorAll('.lane:not([hidden]) [data-counter="open"]')].map(
        counter => Number(counter.textContent))""";

  private static final Pattern CARDS =
      Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\Qticketing.runner.show.Card\\E\\b");

  @Test
  void a_lost_response_sells_twice_in_01_only() {
    page.pace(0);
    page.press("t", 1);
    page.awaitEnds(LANES, 10);
    page.assertRight(LANES, 10);
    show.assertOneTicketEach(page.run(), LANES, 10);

    page.failNext("after");
    page.place(1);
    page.awaitEnds(LANES, 11);
    assertThat(page.counters("01")).contains(entry("tickets", 12L), entry("duplicates", 1L));
    assertThat(page.counters("02")).contains(entry("tickets", 11L), entry("failedWithTicket", 1L));
    page.assertRight(EXACT, 11);
    String frame = "document.querySelector('[data-lane=\"01\"] [data-sold=\"11\"]')";
    assertThat(chrome.<Long>eval(frame + ".querySelectorAll('.stub').length")).isEqualTo(2);
    assertThat(chrome.<String>eval("getComputedStyle(" + frame + ").boxShadow"))
        .as("the two tickets glow")
        .isNotEqualTo("none");
    chrome.awaitTrue(
        "document.querySelector('%s[data-state=\"failed\"][data-harm]')".formatted(card("02", 11)));
    chrome.awaitTrue(
        "document.querySelector('[data-fault=\"createTicket=after\"]').dataset.next === '0'");
    assertThat(show.ticketsOf(page.run(), "01", 11)).hasSize(2);
    show.assertOneTicketEach(page.run(), List.of("02", "03", "04"), 11);
  }

  @Test
  void random_faults_sell_each_seat_once_in_03_04_key() {
    page.pace(0);
    page.click("/lanes/key");
    page.failOften("after");
    page.failOften("before");
    page.press("t", 2);
    page.awaitEnds(LANES, 20);
    page.awaitEnds(List.of(KEY), 20);
    page.assertRight(EXACT_WITH_KEY, 20);
    show.assertOneTicketEach(page.run(), EXACT_WITH_KEY, 20);
    // The seed is fixed, so the same calls fail in each run and in each lane.
    assertThat(page.counters("01")).contains(entry("tickets", 37L), entry("duplicates", 17L));
    assertThat(page.counters("02"))
        .contains(entry("tickets", 16L), entry("failedWithTicket", 8L), entry("failedWithout", 4L));
    assertThat(show.countTickets(page.run(), "01")).isEqualTo(37);
    assertThat(show.countTickets(page.run(), "02")).isEqualTo(16);
  }

  @Test
  void orders_survive_a_worker_killed_during_a_create() {
    ProcessHandle worker = page.awaitWorker();
    page.pace(1000);
    page.press("o", 5);
    page.awaitTrue(lane("03") + ".querySelector('[data-order][data-step=\"create\"]')");
    page.press("k", 1);
    assertThat(worker.onExit()).succeedsWithin(Duration.ofMinutes(2));
    page.awaitTrue("!document.getElementById('notice-worker').hidden");
    page.press("o", 3);
    for (String lane : LANES) {
      page.awaitTrue(
          lane(lane) + ".querySelectorAll('[data-order][data-step=\"placed\"]').length >= 3");
    }
    page.pace(0);
    page.click("/worker/start");
    assertThat(page.awaitWorker().pid()).isNotEqualTo(worker.pid());
    page.awaitEnds(LANES, 8);
    page.assertRight(EXACT, 8);
    show.assertOneTicketEach(page.run(), EXACT, 8);
  }

  @Test
  void an_order_opens_by_keyboard_and_survives_a_reload() {
    page.pace(0);
    page.failNext("after");
    page.press("o", 1);
    page.awaitEnds(LANES, 1);
    List<String> tickets = show.ticketsOf(page.run(), "01", 1);
    assertThat(tickets).hasSize(2);
    chrome.eval("document.activeElement.blur()");

    String window = page.openWithKeyboard("01", 1);
    String order = "order-%s-01-0001".formatted(page.run());
    assertThat(window)
        .contains(tickets)
        .contains(order, "createTicket #1", "the response was lost", "createTicket #2")
        .contains("WorkflowExecutionStarted", "WorkflowExecutionCompleted", "nowhere")
        .doesNotContain(new PaymentService().paymentInfoOf(order).cardNumber());
    chrome.press(Keys.ESCAPE);
    assertThat(chrome.<Boolean>eval("document.querySelector('dialog[open]') === null")).isTrue();
    assertThat(chrome.<String>eval("document.activeElement.dataset.order"))
        .as("the focus returns to its card")
        .isEqualTo("1");

    String board = page.board();
    assertSame(board, window, ShowPage.open(chrome, show.address()));
    try (Chrome second = Chrome.start()) {
      second.resize(1920, 1080);
      assertSame(board, window, ShowPage.open(second, show.address()));
      second.assertQuiet(show.address());
    }
  }

  private static void assertSame(String board, String window, ShowPage page) {
    page.awaitEnds(LANES, 1);
    assertThat(page.board()).isEqualTo(board);
    assertThat(page.openWithKeyboard("01", 1)).isEqualTo(window);
  }

  @Test
  void closing_the_page_or_starting_over_loses_no_ticket() {
    page.pace(0);
    page.failNext("after");
    page.press("t", 1);
    page.awaitEnds(LANES, 10);
    page.click("/lanes/key");
    page.awaitEnds(List.of(KEY), 10);
    page.assertRight(List.of(KEY), 10);
    page.pace(300);
    page.press("t", 1);
    page.awaitText("[data-lane=\"03\"] [data-counter=\"orders\"]", "20");
    chrome.replaceTab();

    page = ShowPage.open(chrome, show.address());
    page.awaitEnds(LANES, 20);
    page.awaitEnds(List.of(KEY), 20);
    page.assertRight(EXACT_WITH_KEY, 20);
    String run = page.run();
    show.assertOneTicketEach(run, EXACT_WITH_KEY, 20);
    page.startOver();
    for (String lane : LANES) {
      assertThat(page.counters(lane)).contains(entry("orders", 0L), entry("tickets", 0L));
    }
    assertThat(show.countTickets(run, "01")).isEqualTo(21);
    page.press("o", 1);
    page.awaitEnds(LANES, 1);
    page.assertRight(LANES, 1);
    show.assertOneTicketEach(page.run(), LANES, 1);
  }

  @Test
  void the_page_stays_small_with_200_orders_per_lane() throws Exception {
    page.pace(0);
    page.place(100);
    page.place(100);
    page.awaitEnds(LANES, 200);
    // On a busy machine a call can time out, after which 01 and 02 may be wrong.
    page.assertRight(EXACT, 200);
    show.assertOneTicketEach(page.run(), EXACT, 200);
    assertThat(chrome.nodes()).isLessThan(MAX_NODES);
    awaitCardsOnServer(200 * LANES.size());

    page.startOver();
    page.place(1);
    page.awaitEnds(LANES, 1);
    awaitCardsOnServer(LANES.size());
  }

  @Test
  void lanes_advance_together_while_100_orders_run() {
    page.place(100);
    int most = 0;
    List<Long> open;
    do {
      open = chrome.eval(OPEN);
      most = Math.max(most, (int) (Collections.max(open) - Collections.min(open)));
    } while (Collections.max(open) > 0 || page.counters("04").get("orders") < 100);
    assertThat(most).as("orders that one lane is ahead of another").isLessThanOrEqualTo(MOST_AHEAD);
  }

  @Test
  void paused_events_are_shown_step_by_step() {
    page.pace(0);
    page.press(" ", 1);
    page.press("o", 1);
    page.awaitTrue("/: [1-9]/.test(document.getElementById('notice-paused').textContent)");
    for (int steps = 0; page.counters("01").get("orders") == 0; steps++) {
      assertThat(steps).as("steps until the order is shown").isLessThan(3);
      page.press(".", 1);
    }
    assertThat(page.counters("01")).contains(entry("open", 1L), entry("tickets", 0L));
    page.press(" ", 1);
    page.awaitEnds(LANES, 1);
    page.assertRight(LANES, 1);
  }

  @Test
  void the_six_scenes_of_the_tour_end_as_told() {
    page.tour("1.1", "1.2", "1.3");
    page.assertRight(LANES, 3);
    for (int scene = 2; scene <= 3; scene++) {
      page.tour(scene + ".1", scene + ".2", scene + ".3");
      assertThat(page.counters("01")).as("scene %d", scene).contains(entry("tickets", 2L));
      assertThat(page.counters("02")).as("scene %d", scene).contains(entry("failedWithTicket", 1L));
      page.assertRight(EXACT, 1);
    }
    page.awaitText("[data-lane=\"01\"] .caption", "Two tickets for one seat.");
    page.awaitText("[data-lane=\"02\"] .caption", "The seat is sold.");
    page.tour("4.1", "4.2");
    page.awaitTrue("document.body.hasAttribute('data-stopped')");
    page.awaitText("[data-lane=\"03\"] .caption", "Temporal remembers");
    page.tour("4.3", "4.4");
    page.assertRight(EXACT, 100);
    page.assertWrong(List.of("01", "02"));
    page.tour("5.1", "5.2", "5.3");
    page.assertRight(EXACT, 20);
    page.assertWrong(List.of("01", "02"));
    page.tour("6.1", "6.2", "6.3");
    page.assertRight(EXACT_WITH_KEY, 3);
    page.assertWrong(List.of("01", "02"));
    page.press(Keys.ARROW_LEFT, 1);
    page.awaitTrue("document.getElementById('tour').dataset.step === '6.1'");
    page.awaitTrue("document.querySelectorAll('[data-order]').length === 0");
  }

  /**
   * Waits until the server has this number of cards in memory; the previous run may still be
   * closing.
   */
  private void awaitCardsOnServer(int count) {
    await("cards on the server")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(cardsOnServer()).isEqualTo(count));
  }

  /** Returns how many cards the server has in memory. */
  private int cardsOnServer() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = String.valueOf(show.process().handle().pid());
    Shell.Output histogram =
        Commands.run(
            Path.of("."),
            Map.of(),
            Duration.ofMinutes(2),
            List.of(jcmd, pid, "GC.class_histogram"));
    Matcher cards = CARDS.matcher(histogram.text());
    assertThat(cards.find()).as(histogram.tail(5)).isTrue();
    return Integer.parseInt(cards.group(1));
  }
}
