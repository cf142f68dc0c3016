package ticketing.runner.verify;

import java.util.concurrent.TimeUnit;
import ticketing.runner.browser.Browser;
import ticketing.runner.stages.Workshop;

/** The worker behind the live page is killed, and started again. */
final class LivePageWorker {
  private LivePageWorker() {}

  static Check check(Workshop workshop) {
    return LivePage.check(
        workshop,
        "orders wait for a worker that was killed, and those that it had go on",
        LivePageWorker::killTheWorker);
  }

  private static int killTheWorker(RestartedShow show, Browser browser, ShowOnScreen screen)
      throws Exception {
    ProcessHandle worker = screen.awaitWorker();
    screen.press("k", 1);
    screen.await("document.querySelector('#worker').dataset.worker === 'killed'");
    worker.onExit().get(10, TimeUnit.SECONDS);
    screen.press("o", 3);
    for (String lane : LivePage.LANES) {
      screen.await(
          "[...document.querySelectorAll('[data-lane=\"%s\"] [data-order]')].length === 3"
              .formatted(lane));
    }
    TimeUnit.SECONDS.sleep(2);
    for (String lane : LivePage.LANES) {
      Check.require(screen.cardsAt(lane, "placed") == 3, "they do not wait:\n" + screen.board());
      Check.require(
          show.tickets(screen.run()).count(lane) == 0, "an order has a ticket, and no worker");
    }
    screen.require(
        "!document.getElementById('notice-worker').hidden", "nobody is told that it was killed");
    screen.act("start");
    ProcessHandle next = screen.awaitWorker();
    Check.require(next.pid() != worker.pid(), "it is the same process");
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 3);
      screen.requireRight(lane, 3);
    }
    killAtTheCreate(screen);
    for (String lane : LivePage.EXACT) {
      screen.requireRight(lane, 8);
    }
    show.tickets(screen.run()).requireOneEach(LivePage.EXACT, 8);
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
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 8);
    }
  }
}
