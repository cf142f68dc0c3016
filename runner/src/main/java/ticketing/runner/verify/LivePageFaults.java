package ticketing.runner.verify;

import java.util.List;
import ticketing.runner.browser.Browser;
import ticketing.runner.stages.Workshop;

/** Calls go wrong on the live page: one of them, and many by lot. */
final class LivePageFaults {
  private LivePageFaults() {}

  static List<Check> checks(Workshop workshop) {
    return List.of(
        LivePage.check(
            workshop,
            "ten orders are right everywhere; a lost response sells a seat twice in 01 only",
            LivePageFaults::loseAResponse),
        LivePage.check(
            workshop,
            "twenty orders while creates fail by lot: exactly one each in 03, 04 and key",
            LivePageFaults::failByLot));
  }

  private static int loseAResponse(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.press("t", 1);
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 10);
      screen.requireRight(lane, 10);
    }
    show.tickets(screen.run()).requireOneEach(LivePage.LANES, 10);

    screen.nextCall("after");
    screen.page().click("[data-action=\"place\"][data-count=\"1\"]");
    for (String lane : LivePage.LANES) {
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
    for (String lane : LivePage.EXACT) {
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

  private static int failByLot(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    screen.pace(0);
    screen.act("key-lane");
    screen.likelihood("after", 30);
    screen.likelihood("before", 30);
    screen.press("t", 2);
    for (String lane : LivePage.WITH_KEY) {
      screen.awaitEnds(lane, 20);
    }
    List<String> exact = List.of("03", "04", LivePage.KEY);
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
