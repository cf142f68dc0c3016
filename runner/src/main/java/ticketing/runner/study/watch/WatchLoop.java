package ticketing.runner.study.watch;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** Tests a stage, waits for a save or a letter, and again. */
final class WatchLoop {
  /** A run that takes longer is broken off by a save: to start anew is quicker. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private final Workshop workshop;
  private final Standing standing;
  private final CommandContext context;
  private final WatchScreen screen;
  private final WatchHelp help;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ExecutorService tester =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "tester");
            thread.setDaemon(true);
            return thread;
          });
  private Stage stage;
  private WatchLock lock;
  private SourceWatch watch;
  private Verdict verdict;
  private boolean testing;
  private boolean savedMeanwhile;
  private long begin;
  private String judged;
  private String postponed = "";

  WatchLoop(Workshop workshop, Standing standing, CommandContext context) {
    this.workshop = workshop;
    this.standing = standing;
    this.context = context;
    this.screen = new WatchScreen(context);
    this.help = new WatchHelp(workshop, context);
  }

  /** Goes on until somebody types q. */
  void run(Stage first) throws InterruptedException {
    Typing.into(events, context);
    watch(first);
    boolean goesOn = true;
    while (goesOn) {
      Event event = events.take();
      try {
        goesOn = handle(event);
      } catch (UsageException | UncheckedIOException e) {
        // Such as a file that went while it was read: the next save tests again.
        screen.say(e.getMessage());
      }
    }
  }

  /** False if that is to end. */
  private boolean handle(Event event) throws InterruptedException {
    if (event instanceof Event.Typed typed) {
      return obey(typed.line().strip().toLowerCase(Locale.ROOT));
    }
    if (event instanceof Event.Tested tested) {
      tell(tested);
    } else {
      test();
    }
    return true;
  }

  private void watch(Stage next) {
    WatchLock nextLock = WatchLock.of(workshop, next);
    if (watch != null) {
      watch.close();
      lock.close();
    }
    lock = nextLock;
    stage = next;
    verdict = null;
    watch = new SourceWatch(stage.exercise().resolve("src"), () -> events.add(new Event.Saved()));
    test();
  }

  /** Begins a run; a save in the middle of one leads to another after it. */
  private void test() {
    if (testing) {
      savedMeanwhile = true;
      breakOffWhatTakesLong();
      return;
    }
    verdict = null;
    judged = Fingerprint.ofCode(stage);
    testing = true;
    savedMeanwhile = false;
    begin = System.nanoTime();
    screen.begin(stage);
    Stage tested = stage;
    long began = begin;
    tester.execute(
        () -> {
          try {
            standing.test(tested, screen::ended, result -> tested(result, began));
          } catch (RuntimeException e) {
            tested(Verdict.of(e.getMessage()), began);
          }
        });
  }

  private void tested(Verdict result, long began) {
    events.add(new Event.Tested(result, (System.nanoTime() - began) / 1e9));
  }

  /** What was saved may be the end of an endless loop. */
  private void breakOffWhatTakesLong() {
    if (System.nanoTime() - begin > LONG.toNanos()) {
      standing.tests().breakOff();
    }
  }

  private void tell(Event.Tested tested) throws InterruptedException {
    testing = false;
    if (savedMeanwhile) {
      test();
      return;
    }
    verdict = tested.verdict();
    screen.show(stage, verdict, tested.seconds(), standing.tests().printed());
    standing.tests().warmUp();
    String letter = postponed;
    postponed = "";
    if (!letter.isEmpty()) {
      obey(letter);
    }
  }

  /** Does what a letter asks for. False if that is to end. */
  private boolean obey(String letter) throws InterruptedException {
    switch (letter) {
      case "q" -> {
        return false;
      }
      case "" -> test();
      case "n" -> next();
      case "h", "c", "p" -> {
        if (verdict == null || !judged.equals(Fingerprint.ofCode(stage))) {
          postponed = letter;
          screen.say("After the tests, which are still running.");
        } else {
          screen.say(help.with(letter, stage, verdict));
          screen.say(WatchScreen.LETTERS);
        }
      }
      default -> screen.say("There is no \"" + letter + "\". " + WatchScreen.LETTERS);
    }
    return true;
  }

  private void next() {
    List<Stage> stages = workshop.stages();
    int following = stages.indexOf(stage) + 1;
    if (following == stages.size()) {
      screen.say(stage + " is the last stage. ./workshop shows what is left.");
    } else if (testing) {
      postponed = "n";
      screen.say("After the tests, which are still running.");
    } else {
      if (!verdict.isCoreDone()) {
        screen.keep(
            "%s is not done yet. ./workshop watch %s comes back to it."
                .formatted(stage, stage.number()));
      }
      watch(stages.get(following));
    }
  }
}
