package ticketing.runner.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ticketing.runner.browser.Browser;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * The live page with somebody's own code: as it was given, not compiling, and mended, while orders
 * wait for it.
 */
final class LivePageOfMine {
  private static final String LANE = EditedExercise.NAME.substring(0, 2);
  private static final String[] MINE = {"--mine", LANE};

  private LivePageOfMine() {}

  static Check check(Workshop workshop, Path copy) {
    return new Check(
        LivePage.NAME + "with --mine, what is wrong is told, and mended code goes on",
        () -> {
          requireBuilt(copy);
          requireTold(copy);
          try (RestartedShow show = new RestartedShow(copy).start(MINE);
              Browser browser = LivePage.browser(workshop)) {
            Check.require(
                show.told().contains("is as it was given to you"),
                "nobody is told that nothing is written yet:\n" + show.told());
            mend(workshop, copy, show, ShowOnScreen.open(browser.page(), show.address()));
            LivePage.requireQuiet(browser, show.address());
          }
          return 1;
        });
  }

  /** Builds the copy's runner, if nobody has. */
  private static void requireBuilt(Path copy) throws Exception {
    Shell.Output output = Shell.workshop(copy, Map.of(), "help");
    Check.require(output.exitCode() == 0, output.tail(20));
  }

  /** At a terminal, what does not compile is told at once, and no page is served. */
  private static void requireTold(Path copy) throws Exception {
    try (EditedExercise mine = EditedExercise.withBody(copy, "return order;")) {
      Shell.Output output =
          Shell.run(
              copy,
              Map.of(),
              Duration.ofMinutes(1),
              Shell.runnerCommand(copy, "show", "--port", "0", "--mine", LANE));
      Check.require(
          output.exitCode() == 1
              && output.text().contains("does not compile")
              && output.text().contains(mine.place()),
          "exit code " + output.exitCode() + ":\n" + output.text());
    }
  }

  private static void mend(Workshop workshop, Path copy, RestartedShow show, ShowOnScreen screen)
      throws Exception {
    screen.awaitWorker();
    screen.require(
        "document.querySelector('[data-lane=\"%s\"] .mine').checkVisibility()".formatted(LANE),
        "the lane does not say that the code in it is one's own");
    screen.press("o", 1);
    for (String lane : List.of("01", "02", "04")) {
      screen.awaitEnds(lane, 1);
    }
    screen.page().click(ShowOnScreen.card(LANE, 1));
    screen.await(windowTells("Look for the ticket; if there is none, create it"));
    screen.page().press("Escape");

    screen.act("kill");
    screen.await("document.querySelector('#worker').dataset.worker === 'killed'");
    try (EditedExercise mine = EditedExercise.withBody(copy, "return order;")) {
      screen.act("start");
      screen.await(
          "document.getElementById('notice-worker').textContent.includes('%s')"
              .formatted(mine.place()));
    }

    Stage stage = workshop.stage(LANE);
    String solution = Stage.text(stage.solution().resolve(stage.filesToWrite().get(0)));
    try (EditedExercise mine = EditedExercise.withText(copy, solution)) {
      screen.act("start");
      screen.awaitWorker();
      screen.nextCall("after");
      screen.press("o", 1);
      screen.awaitEnds(LANE, 2);
      screen.requireRight(LANE, 2);
      show.tickets(screen.run()).requireOneEach(List.of(LANE), 2);
    }
  }

  private static String windowTells(String words) {
    return "document.querySelector('#order[open]')?.textContent.includes('" + words + "')";
  }
}
