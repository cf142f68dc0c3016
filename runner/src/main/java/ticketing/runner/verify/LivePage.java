package ticketing.runner.verify;

import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.runner.browser.Browser;
import ticketing.runner.browser.Chromium;
import ticketing.runner.browser.Page;
import ticketing.runner.stages.Workshop;
import ticketing.system.PaymentService;

/**
 * What an instructor does with the live page, done by a real browser, with mouse and keys. Looks at
 * what is seen, and at the tickets on disk.
 */
final class LivePage {
  /** The lanes that are there from the beginning. */
  static final List<String> LANES = List.of("01", "02", "03", "04");

  /** Those that sell each seat once, whatever goes wrong. */
  static final List<String> EXACT = List.of("03", "04");

  private static final String KEY = "key";

  private LivePage() {}

  /** What happens before everybody's eyes. Returns how many single things it has shown. */
  interface Scene {
    int play(RestartedShow show, Browser browser, ShowOnScreen screen) throws Exception;
  }

  static List<Check> checks(Workshop workshop) {
    return List.of(
        check(
            workshop,
            "ten orders are right everywhere; a lost response sells a seat twice in 01 only",
            LivePage::loseAResponse),
        check(
            workshop,
            "orders wait for a worker that was killed, and those that it had go on",
            LivePage::killTheWorker),
        check(
            workshop,
            "an order's window, by keyboard: the same after a reload, and in a second browser",
            LivePage::openAnOrder),
        check(
            workshop,
            "a page that is closed loses nothing; the key's lane catches up; starting over keeps"
                + " the tickets",
            LivePage::comeAndGo),
        check(
            workshop,
            "twenty orders while creates fail by lot: exactly one each in 03, 04 and key",
            LivePage::failByLot),
        LivePageRush.check(workshop),
        LivePageLooks.check(workshop),
        new Check(
            "the live page in a browser: what its policy forbids is forbidden, and noticed",
            () -> forbidden(workshop)));
  }

  /** Each of these has to stand in the console, or the quiet of the other checks says nothing. */
  private static int forbidden(Workshop workshop) throws Exception {
    List<String> scripts =
        List.of(
            "fetch('https://example.com/').catch(() => 0)",
            "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "document.body.setAttribute('style', 'color: red')",
            "setTimeout(() => { throw new Error('a mistake') })");
    try (RestartedShow show = new RestartedShow(workshop).start();
        Browser browser = browser(workshop)) {
      ShowOnScreen screen = ShowOnScreen.open(browser.page(), show.address());
      for (int i = 0; i < scripts.size(); i++) {
        screen.page().run(scripts.get(i) + "; 0");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (browser.complaints().size() <= i) {
          Check.require(System.nanoTime() < deadline, "not noticed: " + scripts.get(i));
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    }
    return scripts.size();
  }

  /** Of a page that nobody has used yet. Nothing may ask another host, and no console be red. */
  static Check check(Workshop workshop, String name, Scene scene) {
    return new Check(
        "the live page in a browser: " + name,
        () -> {
          try (RestartedShow show = new RestartedShow(workshop).start();
              Browser browser = browser(workshop)) {
            ShowOnScreen screen = ShowOnScreen.open(browser.page(), show.address());
            screen.awaitWorker();
            int shown = scene.play(show, browser, screen);
            requireQuiet(browser, show.address());
            return shown;
          }
        });
  }

  /** With a page of the size that many projectors have. */
  static Browser browser(Workshop workshop) throws Exception {
    Installed.require(workshop.root(), () -> Chromium.find().isPresent(), "chromium");
    Browser browser = Browser.start();
    browser.page().resize(1280, 720);
    return browser;
  }

  /** Nothing was asked from another host, and nothing stands in red in the console. */
  static void requireQuiet(Browser browser, String address) throws Check.Failed {
    for (String asked : browser.page().requests()) {
      Check.require(
          asked.equals("about:blank") || asked.startsWith(address), "the page asks " + asked);
    }
    Check.require(
        browser.complaints().isEmpty(),
        "the browser's console: " + String.join("\n", browser.complaints()));
  }

  private static int loseAResponse(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.press("t", 1);
    for (String lane : LANES) {
      screen.awaitEnds(lane, 10);
      screen.requireRight(lane, 10);
    }
    show.tickets(screen.run()).requireOneEach(LANES, 10);

    screen.nextCall("after");
    screen.page().click("[data-action=\"place\"][data-count=\"1\"]");
    for (String lane : LANES) {
      screen.awaitEnds(lane, 11);
    }
    screen.requireCounter("01", "tickets", 12);
    screen.requireCounter("01", "duplicates", 1);
    requireGlow(screen, "[data-lane=\"01\"] [data-sold=\"11\"]");
    screen.requireCounter("02", "tickets", 11);
    screen.requireCounter("02", "failedWithTicket", 1);
    screen.require(
        "document.querySelector('%s[data-state=\"failed\"][data-wrong]') !== null"
            .formatted(ShowOnScreen.card("02", 11)),
        "02 does not mark the order that was told failed and has a ticket");
    for (String lane : EXACT) {
      screen.requireRight(lane, 11);
    }
    show.tickets(screen.run()).require("01", 11, 2);
    for (String lane : List.of("02", "03", "04")) {
      show.tickets(screen.run()).require(lane, 11, 1);
    }
    screen.require(
        "document.querySelector('[data-fault=\"after\"]').dataset.next === '0'",
        "a call is still to fail");
    return 1;
  }

  /** Two stubs, in a frame with light around it. */
  private static void requireGlow(ShowOnScreen screen, String selector) throws Exception {
    String found = "document.querySelector('%s')".formatted(selector);
    screen.require(
        found + "?.querySelectorAll('.stub').length === 2", "there are not two tickets in a frame");
    screen.require(
        "getComputedStyle(" + found + ").boxShadow !== 'none'", "two tickets do not glow");
  }

  private static int killTheWorker(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    ProcessHandle worker = screen.awaitWorker();
    screen.press("k", 1);
    screen.await("document.querySelector('#worker').dataset.worker === 'killed'");
    worker.onExit().get(10, TimeUnit.SECONDS);
    screen.press("o", 3);
    for (String lane : LANES) {
      screen.await(
          "[...document.querySelectorAll('[data-lane=\"%s\"] [data-order]')].length === 3"
              .formatted(lane));
    }
    TimeUnit.SECONDS.sleep(2);
    for (String lane : LANES) {
      Check.require(screen.cardsAt(lane, "placed") == 3, "they do not wait:\n" + screen.board());
      Check.require(
          show.tickets(screen.run()).count(lane) == 0, "an order has a ticket, and no worker");
    }
    screen.require(
        "!document.getElementById('notice-worker').hidden", "nobody is told that it was killed");
    screen.act("start");
    ProcessHandle next = screen.awaitWorker();
    Check.require(next.pid() != worker.pid(), "it is the same process");
    for (String lane : LANES) {
      screen.awaitEnds(lane, 3);
      screen.requireRight(lane, 3);
    }
    killAtTheCreate(screen);
    for (String lane : EXACT) {
      screen.requireRight(lane, 8);
    }
    show.tickets(screen.run()).requireOneEach(EXACT, 8);
    return 2;
  }

  /** A call takes a second, and the worker dies while 03 creates. */
  private static void killAtTheCreate(ShowOnScreen screen) throws Exception {
    ProcessHandle worker = screen.awaitWorker();
    screen.pace(1000);
    screen.press("o", 5);
    screen.await(
        "document.querySelector('[data-lane=\"03\"] [data-order][data-step=\"create\"]') !== null");
    screen.act("kill");
    worker.onExit().get(10, TimeUnit.SECONDS);
    screen.pace(0);
    screen.act("start");
    for (String lane : LANES) {
      screen.awaitEnds(lane, 8);
    }
  }

  private static int openAnOrder(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.nextCall("after");
    screen.press("o", 1);
    for (String lane : LANES) {
      screen.awaitEnds(lane, 1);
    }
    List<String> tickets = show.tickets(screen.run()).of("01", 1);
    Check.require(tickets.size() == 2, "on disk: " + tickets);
    screen.page().run("document.activeElement.blur()");
    String window = openByKeyboard(screen);
    for (String words :
        List.of(
            tickets.get(0),
            tickets.get(1),
            "createTicket #1",
            "the response was lost",
            "createTicket #2",
            "WorkflowExecutionStarted",
            "WorkflowExecutionCompleted",
            "nowhere")) {
      Check.require(window.contains(words), "the order's window has no " + words + ":\n" + window);
    }
    String order = "order-%s-01-0001".formatted(screen.run());
    String cardNumber = new PaymentService().paymentInfoOf(order).cardNumber();
    Check.require(
        window.contains(order) && !window.contains(cardNumber),
        "its card number stands in the order's window, or this is another order's:\n" + window);
    screen.page().press("Escape");
    screen.require("document.querySelector('dialog[open]') === null", "Escape does not close it");
    screen.require(
        "document.activeElement?.dataset.order === '1'", "the focus does not go back to its card");

    String board = screen.board();
    requireSame("after a reload", board, window, ShowOnScreen.open(screen.page(), show.address()));
    try (Browser second = Browser.start()) {
      second.page().resize(1920, 1080);
      requireSame(
          "in a second browser", board, window, ShowOnScreen.open(second.page(), show.address()));
      requireQuiet(second, show.address());
    }
    return 3;
  }

  private static void requireSame(String when, String board, String window, ShowOnScreen screen)
      throws Exception {
    screen.awaitEnds("01", 1);
    Check.require(
        screen.board().equals(board),
        when + " the board is another:\n" + board + "\n" + screen.board());
    String again = openByKeyboard(screen);
    Check.require(
        again.equals(window), when + " the order's window is another:\n" + window + "\n" + again);
  }

  /** With Tab to the card of order 1 in lane 01, and Enter. Returns what its window says. */
  private static String openByKeyboard(ShowOnScreen screen) throws Exception {
    Page page = screen.page();
    String isThere = "document.activeElement?.matches('%s')".formatted(ShowOnScreen.card("01", 1));
    for (int tabs = 0; !page.run(isThere).asBoolean(); tabs++) {
      Check.require(tabs < 60, "the Tab key does not come to an order's card");
      page.press("Tab");
    }
    page.press("Enter");
    screen.await("document.querySelector('#order[open] .history li') !== null");
    return page.run("document.querySelector('#order').innerText").asText();
  }

  private static int comeAndGo(RestartedShow show, Browser browser, ShowOnScreen first)
      throws Exception {
    first.nextCall("after");
    first.press("t", 1);
    for (String lane : LANES) {
      first.awaitEnds(lane, 10);
    }
    first.act("key-lane");
    first.awaitEnds(KEY, 10);
    first.requireRight(KEY, 10);
    first.press("t", 1);
    first.await("document.querySelectorAll('[data-lane=\"03\"] [data-order=\"20\"]').length === 1");
    first.page().close();

    ShowOnScreen screen = ShowOnScreen.open(browser.newPage(), show.address());
    screen.page().resize(1280, 720);
    for (String lane : List.of("03", "04", KEY)) {
      screen.awaitEnds(lane, 20);
      screen.requireRight(lane, 20);
    }
    String run = screen.run();
    show.tickets(run).requireOneEach(List.of("03", "04", KEY), 20);
    screen.awaitEnds("01", 20);
    screen.requireCounter("01", "tickets", 21);
    screen.startOver();
    for (String lane : LANES) {
      screen.requireCounter(lane, "orders", 0);
      screen.requireCounter(lane, "tickets", 0);
    }
    Check.require(
        show.tickets(run).count("01") == 21, "the old run's tickets are not there any more");
    screen.awaitWorker();
    screen.press("o", 1);
    for (String lane : LANES) {
      screen.awaitEnds(lane, 1);
      screen.requireRight(lane, 1);
    }
    show.tickets(screen.run()).requireOneEach(LANES, 1);
    return 3;
  }

  private static int failByLot(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.pace(0);
    screen.act("key-lane");
    screen.likelihood("after", 30);
    screen.likelihood("before", 30);
    screen.press("t", 2);
    for (String lane : List.of("01", "02", "03", "04", KEY)) {
      screen.awaitEnds(lane, 20);
    }
    List<String> exact = List.of("03", "04", KEY);
    for (String lane : exact) {
      screen.requireRight(lane, 20);
    }
    show.tickets(screen.run()).requireOneEach(exact, 20);
    // Which calls fail is drawn from a fixed seed, the same for an order in each lane.
    screen.requireCounter("01", "tickets", 37);
    screen.requireCounter("01", "duplicates", 17);
    screen.requireCounter("02", "tickets", 16);
    screen.requireCounter("02", "failedWithTicket", 8);
    screen.requireCounter("02", "failedWithout", 4);
    Check.require(show.tickets(screen.run()).count("01") == 37, "01 has other tickets on disk");
    Check.require(show.tickets(screen.run()).count("02") == 16, "02 has other tickets on disk");
    return 1;
  }
}
