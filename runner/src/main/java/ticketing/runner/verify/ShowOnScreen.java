package ticketing.runner.verify;

import java.io.IOException;
import java.time.Duration;
import ticketing.runner.browser.Page;

/** The live page as somebody sees it who sits in front of it. */
final class ShowOnScreen {
  /** A create that failed is tried again after 1, 2, 4, … seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** What the board says, a line for each lane. */
  private static final String BOARD =
      """
      [...document.querySelectorAll('[data-lane]')].map(lane => [
        lane.dataset.lane,
        ...[...lane.querySelectorAll('[data-counter]')].map(
          counter => `${counter.dataset.counter}=${counter.textContent}`),
        lane.querySelector('.verdict').textContent,
        ...[...lane.querySelectorAll('[data-order]')].map(card => card.ariaLabel).sort(),
      ].join(', ')).join('\\n')""";

  /** What the server knows of the first orders that are open, and what the page has drawn. */
  private static final String OPEN =
      """
      Promise.all(
        [...document.querySelectorAll('[data-order][data-state=open]')].slice(0, 3).map(
          card => fetch(`/orders/${card.closest('[data-lane]').dataset.lane}/${card.dataset.order}`)
            .then(answer => answer.text()))
      ).then(all => [JSON.stringify(window.show.stats), ...all].join('\\n'))""";

  private final Page page;

  private ShowOnScreen(Page page) {
    this.page = page;
  }

  /** Opens the page and waits until it has been told of the lanes. */
  static ShowOnScreen open(Page page, String address) throws Exception {
    ShowOnScreen screen = new ShowOnScreen(page);
    page.open(address);
    screen.await("document.body.dataset.connected === 'true'");
    screen.await("document.querySelectorAll('[data-lane]').length >= 4");
    return screen;
  }

  /** The page itself. */
  Page page() {
    return page;
  }

  /** What the board says now, in words: each lane's sums, and each order. */
  String board() throws IOException, InterruptedException {
    return page.run(BOARD).asText();
  }

  /** The name of the run. */
  String run() throws IOException, InterruptedException {
    return page.run("document.getElementById('run-name').textContent").asText();
  }

  /** Waits until a worker takes orders; returns its process. */
  ProcessHandle awaitWorker() throws Exception {
    await("document.querySelector('#worker').dataset.worker === 'ready'");
    String words = page.run("document.getElementById('worker-words').textContent").asText();
    long pid = Long.parseLong(words.replaceAll("\\D", ""));
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new Check.Failed("there is no such worker: " + words));
  }

  /** Waits until this script's value is true; if that does not come, tells what is seen. */
  void await(String script) throws Exception {
    await(script, PATIENCE);
  }

  /** The same, for as long as it may take. */
  void await(String script, Duration limit) throws Exception {
    try {
      page.await(script, limit);
    } catch (IOException e) {
      throw new Check.Failed(
          e.getMessage() + "\nThe board:\n" + board() + "\n" + page.run(OPEN).asText());
    }
  }

  /** Fails unless this script's value is true now. */
  void require(String script, String otherwise) throws Exception {
    if (!page.run(script).asBoolean()) {
      throw new Check.Failed(otherwise + "\nThe board:\n" + board());
    }
  }

  /** Waits until this many orders have been placed in a lane and none of them is open. */
  void awaitEnds(String lane, int orders) throws Exception {
    awaitEnds(lane, orders, PATIENCE);
  }

  /** The same, for as long as it may take. */
  void awaitEnds(String lane, int orders, Duration limit) throws Exception {
    await(
        counter(lane, "orders")
            + " === %d && ".formatted(orders)
            + counter(lane, "open")
            + " === 0",
        limit);
  }

  /** Fails unless a lane's sum is this. */
  void requireCounter(String lane, String name, int wanted) throws Exception {
    int told = page.run(counter(lane, name)).asInt();
    require(told + " === " + wanted, lane + ": " + name + " is " + told + ", not " + wanted);
  }

  /** Fails unless the page says of the lane that every order has exactly one ticket. */
  void requireRight(String lane, int orders) throws Exception {
    requireCounter(lane, "tickets", orders);
    require(lane(lane) + ".dataset.verdict === 'right'", lane + " does not say that all is right");
  }

  private static String lane(String lane) {
    return "document.querySelector('[data-lane=\"%s\"]')".formatted(lane);
  }

  private static String counter(String lane, String name) {
    return "Number(%s?.querySelector('[data-counter=\"%s\"]').textContent.replaceAll(',', ''))"
        .formatted(lane(lane), name);
  }

  /** How many cards of a lane lie at this step. */
  int cardsAt(String lane, String step) throws IOException, InterruptedException {
    return page.run(
            "%s.querySelectorAll('[data-order][data-step=\"%s\"]').length"
                .formatted(lane(lane), step))
        .asInt();
  }

  /** The selector of an order's card. */
  static String card(String lane, int number) {
    return "[data-lane=\"%s\"] [data-order=\"%d\"]".formatted(lane, number);
  }

  /** Clicks what does this, such as {@code kill}. */
  void act(String action) throws IOException, InterruptedException {
    page.click("[data-action=\"%s\"]".formatted(action));
  }

  /** From now on a call takes so long. */
  void pace(int millis) throws Exception {
    String choice = "[data-pace=\"%d\"]".formatted(millis);
    page.click("label:has(" + choice + ")");
    await("document.querySelector('" + choice + "').checked");
  }

  /** Begins a new run, and waits until nothing of the old one is seen. */
  void startOver() throws Exception {
    String run = run();
    act("reset");
    await("document.querySelector('#reset[open]') !== null");
    act("reset-now");
    await("document.getElementById('run-name').textContent !== '%s'".formatted(run));
    require(
        "document.querySelectorAll('[data-order], [data-sold]').length === 0",
        "orders of the old run are still shown");
  }

  /** Presses the key of a letter so often, as for {@code o}: place an order. */
  void press(String key, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      page.press(key);
    }
  }

  /** Has the next call go wrong, and waits until the page says so. */
  void nextCall(String fault) throws Exception {
    String tile = "[data-fault=\"%s\"]".formatted(fault);
    page.click(tile + " [data-action=\"next\"]");
    await("document.querySelector('%s').dataset.next === '1'".formatted(tile));
  }

  /** Has so many calls of a hundred go wrong: goes to the choice and types the number. */
  void likelihood(String fault, int percent) throws Exception {
    String choice = "document.querySelector('[data-fault=\"%s\"] select')".formatted(fault);
    page.run(choice + ".focus()");
    page.press(String.valueOf(percent).substring(0, 1));
    await(
        "%s.value === '%s' && %s.closest('[data-fault]').hasAttribute('data-likely')"
            .formatted(choice, percent / 100.0, choice));
  }
}
