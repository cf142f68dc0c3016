package ticketing.runner.verify;

import static ticketing.runner.verify.SomebodysWork.STAGE;
import static ticketing.runner.verify.SomebodysWork.contents;
import static ticketing.runner.verify.SomebodysWork.requireSame;
import static ticketing.runner.verify.SomebodysWork.requireTold;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * {@code reset}, {@code catch-up} and {@code restore}, as from a terminal: every byte can be had
 * back, by the very commands that are printed.
 */
final class NoWorkIsLost {
  private static final String NEXT = "04";
  private static final Pattern WAY_BACK =
      Pattern.compile("(?m)^ +\\./workshop (restore|reset) (\\S+)$");

  private final Workshop workshop;
  private final SomebodysWork work;

  private NoWorkIsLost(Workshop workshop) throws Exception {
    this.workshop = workshop;
    this.work = new SomebodysWork(workshop);
  }

  static Check check(Workshop workshop) {
    return new Check(
        "reset, catch-up and restore lose no byte of anybody's work",
        () -> {
          NoWorkIsLost check = new NoWorkIsLost(workshop);
          check.reset();
          check.catchUp();
          check.restoreTwice();
          return 3;
        });
  }

  private void reset() throws Exception {
    Shell.Output reset = work.run("reset", STAGE);
    requireTold(reset, 0, "Next: ");
    requireSame("after reset", work.shipped(), contents(work.exercise()));
    takeTheWayBack(reset);
    requireSame("after reset and restore", work.written(), contents(work.exercise()));
  }

  private void catchUp() throws Exception {
    Path next = work.exercise(workshop.stage(NEXT).name());
    Map<Path, String> nextBefore = contents(next);
    List<Stage> stages =
        workshop.stages().subList(0, workshop.stages().indexOf(workshop.stage(NEXT)));
    Shell.Output caughtUp = work.run("catch-up", NEXT);
    requireTold(caughtUp, 0, "Next: ");
    for (Stage stage : stages) {
      requireSame(
          stage + " after catch-up",
          contents(stage.solution().resolve("src")),
          contents(work.exercise(stage.name()).resolve("src")));
    }
    requireSame("the stage caught up with", nextBefore, contents(next));
    int ways = takeTheWayBack(caughtUp);
    Check.require(ways == stages.size(), ways + " ways back\n" + caughtUp.text());
    requireSame("after catch-up and restore", work.written(), contents(work.exercise()));
  }

  private void restoreTwice() throws Exception {
    PristineCopy.write(work.code(), "more");
    Map<Path, String> more = contents(work.exercise());
    requireTold(work.run("restore", "1"), 0, "Next: ");
    requireTold(work.run("restore", "last"), 0, "Next: ");
    requireSame("a restore, undone", more, contents(work.exercise()));
  }

  /** Runs the commands that the output names, and says how many. */
  private int takeTheWayBack(Shell.Output output) throws Exception {
    Matcher way = WAY_BACK.matcher(output.text());
    int ways = 0;
    while (way.find()) {
      requireTold(work.run(way.group(1), way.group(2)), 0, "Next: ");
      ways++;
    }
    Check.require(ways > 0, "no way back is told:\n" + output.text());
    return ways;
  }
}
