package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** Operates the live page with clicks and keys, as an instructor does. */
final class ShowPage {
  /** The lanes that a new page shows. */
  static final List<String> LANES = List.of("01", "02", "03", "04");

  /** The lanes that sell each seat exactly once under any fault. */
  static final List<String> EXACT = List.of("03", "04");

  /** The optional lane with the idempotency key. */
  static final String KEY = "key";

  /** Allows for retries after 1, 2, 4, … seconds on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final String COUNTERS =
      """
      Object.fromEntries([...document.querySelectorAll('[data-lane="%s"] [data-counter]')].map(
        counter => [counter.dataset.counter, Number(counter.textContent.replaceAll(',', ''))]))""";

  /** A JavaScript expression that evaluates to one line per lane. */
  private static final String BOARD =
      """
      [...document.querySelectorAll('[data-lane]')].map(lane => [
        lane.dataset.lane,
        ...[...lane.querySelectorAll('[data-counter]')].map(
          counter => `${counter.dataset.counter}=${counter.textContent}`),
        lane.querySelector('.verdict').textContent,
        ...[...lane.querySelectorAll('[data-order]')].map(card => card.ariaLabel).sort(),
      ].join(', ')).join('\\n')""";

  private final Chrome chrome;

  private ShowPage(Chrome chrome) {
    this.chrome = chrome;
  }

  static ShowPage open(Chrome chrome, String address) {
    chrome.open(address);
    chrome.awaitTrue("document.body.dataset.connected === 'true'");
    chrome.awaitTrue("document.querySelectorAll('[data-lane]').length >= 4");
    return new ShowPage(chrome);
  }

  /** Returns the counters and orders of each lane as text. */
  String board() {
    return chrome.eval(BOARD);
  }

  /** Returns the name of the run. */
  String run() {
    return chrome.text("#run-name");
  }

  /** Waits until a worker is ready; returns its process. */
  ProcessHandle awaitWorker() {
    awaitTrue("document.querySelector('#worker').dataset.worker === 'ready'");
    String pid = chrome.text("#worker-words").replaceAll("\\D", "");
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** Waits until an expression is true. On timeout, the failure message shows the board. */
  void awaitTrue(String expression) {
    await(expression)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(chrome.<Boolean>eval("Boolean(" + expression + ")"))
                    .as(this::board)
                    .isTrue());
  }

  /** Waits until the selected element contains this text. */
  void awaitText(String selector, String text) {
    awaitTrue("document.querySelector('%s')?.textContent.includes('%s')".formatted(selector, text));
  }

  /** Returns a lane's counters, such as {@code tickets}, by name. */
  Map<String, Long> counters(String lane) {
    return chrome.eval(COUNTERS.formatted(lane));
  }

  /** Waits until each lane has this number of orders and all of them have ended. */
  void awaitEnds(Collection<String> lanes, long orders) {
    for (String lane : lanes) {
      await(orders + " orders have ended in lane " + lane)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(counters(lane))
                      .as(this::board)
                      .contains(entry("orders", orders), entry("open", 0L)));
    }
  }

  /** Asserts that each lane shows exactly one ticket per order. */
  void assertRight(Collection<String> lanes, long orders) {
    for (String lane : lanes) {
      assertThat(counters(lane)).as(this::board).containsEntry("tickets", orders);
      assertThat(chrome.<String>eval(lane(lane) + ".dataset.verdict"))
          .as("verdict of lane %s", lane)
          .isEqualTo("right");
    }
  }

  /** Asserts that these lanes show that something is wrong. */
  void assertWrong(Collection<String> lanes) {
    for (String lane : lanes) {
      assertThat(chrome.<String>eval(lane(lane) + ".dataset.verdict"))
          .as(this::board)
          .isEqualTo("wrong");
    }
  }

  static String lane(String lane) {
    return "document.querySelector('[data-lane=\"%s\"]')".formatted(lane);
  }

  /** Returns the selector of an order's card. */
  static String card(String lane, int order) {
    return "[data-lane=\"%s\"] [data-order=\"%d\"]".formatted(lane, order);
  }

  void place(int count) {
    chrome.click("[data-post=\"/orders?count=" + count + "\"]");
  }

  /** Presses a key this many times; {@code o}, for example, places an order. */
  void press(CharSequence key, int times) {
    for (int i = 0; i < times; i++) {
      chrome.press(key);
    }
  }

  /** Clicks what sends this to the server, such as {@code /worker/kill}. */
  void click(String path) {
    chrome.click("[data-post=\"" + path + "\"]");
  }

  /** Sets the duration of each call. */
  void pace(int millis) {
    String choice = "document.getElementById('pace')";
    // In one step, because the next message of the server sets the value again.
    chrome.eval(
        "(%1$s.value = %2$d, %1$s.dispatchEvent(new Event('change', {bubbles: true})))"
            .formatted(choice, millis));
    awaitTrue("!" + choice + ".dataset.sending && " + choice + ".value === '" + millis + "'");
  }

  private void openFaults() {
    chrome.eval("document.getElementById('faults-panel').open = true");
  }

  /** Injects this fault into the next createTicket call. */
  void failNext(String fault) {
    openFaults();
    String tile = "[data-fault=\"createTicket=" + fault + "\"]";
    chrome.click(tile + " button");
    awaitTrue("document.querySelector('" + tile + "').dataset.next === '1'");
  }

  /** Injects this fault into 30% of the createTicket calls. */
  void failOften(String fault) {
    openFaults();
    String choice = "document.querySelector('[data-fault=\"createTicket=" + fault + "\"] select')";
    chrome.eval(choice + ".focus()");
    chrome.press("3");
    awaitTrue(choice + ".closest('[data-fault]').hasAttribute('data-likely')");
    assertThat(chrome.<String>eval(choice + ".value")).isEqualTo("0.3");
  }

  /** Presses the key of the tour once for each of these steps, such as {@code 2.1}. */
  void tour(String... steps) {
    for (String step : steps) {
      chrome.press(Keys.ARROW_RIGHT);
      awaitTrue("document.getElementById('tour').dataset.step === '" + step + "'");
    }
  }

  /** Starts a new run. */
  void startOver() {
    String before = run();
    chrome.click("[data-opens=\"reset\"]");
    click("/reset");
    awaitTrue("document.getElementById('run-name').textContent !== '" + before + "'");
    awaitTrue("document.querySelectorAll('[data-order], [data-sold]').length === 0");
    awaitWorker();
  }

  /**
   * Moves to an order's card with the Tab key and opens it; returns the text of the order window.
   */
  String openWithKeyboard(String lane, int order) {
    String isThere = "document.activeElement.matches('" + card(lane, order) + "')";
    for (int tabs = 0; !chrome.<Boolean>eval(isThere); tabs++) {
      assertThat(tabs).as("the Tab key reaches the card").isLessThan(60);
      chrome.press(Keys.TAB);
    }
    chrome.press(Keys.ENTER);
    return awaitOrderWindow();
  }

  /** Waits until the order window shows the order's history; returns the window's text. */
  String awaitOrderWindow() {
    awaitTrue(
        "document.querySelector('#order[open] .details:not([hidden]) .history')?.textContent");
    return chrome.text("#order");
  }
}
