package ticketing.runner.verify;

import java.util.List;
import ticketing.runner.browser.Browser;
import ticketing.runner.browser.Page;
import ticketing.runner.stages.Workshop;
import ticketing.system.PaymentService;

/** Who looks at the live page comes and goes, and sees the same as everybody. */
final class LivePageReaders {
  private LivePageReaders() {}

  static List<Check> checks(Workshop workshop) {
    return List.of(
        LivePage.check(
            workshop,
            "an order's window, by keyboard: the same after a reload, and in a second browser",
            LivePageReaders::openAnOrder),
        LivePage.check(
            workshop,
            "a page that is closed loses nothing; the lane with a key catches up; starting over keeps the tickets",
            LivePageReaders::comeAndGo));
  }

  private static int openAnOrder(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.nextCall("after");
    screen.press("o", 1);
    for (String lane : LivePage.LANES) {
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
      LivePage.requireQuiet(second, show.address());
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
    for (String lane : LivePage.LANES) {
      first.awaitEnds(lane, 10);
    }
    first.act("key-lane");
    first.awaitEnds(LivePage.KEY, 10);
    first.requireRight(LivePage.KEY, 10);
    first.press("t", 1);
    first.await("document.querySelectorAll('[data-lane=\"03\"] [data-order=\"20\"]').length === 1");
    first.page().close();

    ShowOnScreen screen = ShowOnScreen.open(browser.newPage(), show.address());
    screen.page().resize(1280, 720);
    for (String lane : List.of("03", "04", LivePage.KEY)) {
      screen.awaitEnds(lane, 20);
      screen.requireRight(lane, 20);
    }
    String run = screen.run();
    show.tickets(run).requireOneEach(List.of("03", "04", LivePage.KEY), 20);
    screen.awaitEnds("01", 20);
    screen.requireCounter("01", "tickets", 21);
    screen.startOver();
    for (String lane : LivePage.LANES) {
      screen.requireCounter(lane, "orders", 0);
      screen.requireCounter(lane, "tickets", 0);
    }
    Check.require(
        show.tickets(run).count("01") == 21, "the old run's tickets are not there any more");
    screen.awaitWorker();
    screen.press("o", 1);
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 1);
      screen.requireRight(lane, 1);
    }
    show.tickets(screen.run()).requireOneEach(LivePage.LANES, 1);
    return 3;
  }
}
