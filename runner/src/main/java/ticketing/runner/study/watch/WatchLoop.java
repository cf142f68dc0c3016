package ticketing.runner.study.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;

/** Tests an exercise, waits for a save or a letter, and again. */
final class WatchLoop {
  /** A save ends a run that takes longer than this: to start again is quicker. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private static final String WAITING = "Waiting for the tests to end …";

  private final Workshop workshop;
  private final StageVerdicts verdicts;
  private final CommandContext context;
  private final WatchScreen screen;
  private final WatchHelp help;

  /** Holds what other threads want this one to do. */
  private final BlockingQueue<Action> actions = new LinkedBlockingQueue<>();

  private Stage stage;
  private Optional<ProcessLock> lock = Optional.empty();
  private SourceWatch watch;
  private Verdict verdict;
  private boolean testing;
  private boolean savedMeanwhile;
  private boolean ended;
  private long begin;
  private String tested;
  private String postponed = "";

  WatchLoop(Workshop workshop, StageVerdicts verdicts, CommandContext context) {
    this.workshop = workshop;
    this.verdicts = verdicts;
    this.context = context;
    this.screen = new WatchScreen(context);
    this.help = new WatchHelp(workshop, context);
  }

  private interface Action {
    void run() throws InterruptedException;
  }

  /** Runs until the user types q. */
  void run(Stage first) throws InterruptedException {
    inBackground("typing", this::readLetters);
    watch(first);
    while (!ended) {
      Action action = actions.take();
      try {
        action.run();
      } catch (UsageException | UncheckedIOException e) {
        // Such as a file that was deleted while it was read: the next save tests again.
        screen.say(e.getMessage());
      }
    }
  }

  private static void inBackground(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readLetters() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(context.in(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String letter = line.strip().toLowerCase(Locale.ROOT);
        actions.add(() -> obey(letter));
      }
      if (context.isTerminal()) {
        // Ctrl-D, as at any prompt. Elsewhere there may never have been anybody who types.
        actions.add(() -> obey("q"));
      }
    } catch (IOException e) {
      // The terminal is gone; saves are still tested.
    }
  }

  private void watch(Stage next) {
    Optional<ProcessLock> nextLock = lock(next);
    if (watch != null) {
      watch.close();
      lock.ifPresent(ProcessLock::close);
    }
    lock = nextLock;
    stage = next;
    verdict = null;
    watch = new SourceWatch(stage.exercise().resolve("src"), () -> actions.add(this::test));
    test();
  }

  /** Allows one watch per exercise: two would run the same tests, each slower. */
  private Optional<ProcessLock> lock(Stage next) {
    Path file = workshop.notes().resolve("watch-" + next + ".lock");
    Path process = file.resolveSibling("watch-" + next + ".pid");
    try {
      Optional<ProcessLock> taken = ProcessLock.take(file);
      if (taken.isEmpty()) {
        throw new UsageException(
            "%s is already watched by another process (PID %s). Use that one, or end it with q."
                .formatted(next, Files.readString(process)),
            1);
      }
      Files.writeString(process, String.valueOf(ProcessHandle.current().pid()));
      return taken;
    } catch (IOException e) {
      // A read-only folder, or a drive without locks: watching works there too.
      return Optional.empty();
    }
  }

  /** Starts a run; a save during a run leads to another after it. */
  private void test() {
    if (testing) {
      savedMeanwhile = true;
      if (System.nanoTime() - begin > LONG.toNanos()) {
        // What was saved may be the end of an endless loop.
        verdicts.tests().breakOff();
      }
      return;
    }
    verdict = null;
    tested = Fingerprint.of(workshop, stage);
    testing = true;
    savedMeanwhile = false;
    begin = System.nanoTime();
    screen.begin(stage);
    Stage now = stage;
    String fingerprint = tested;
    inBackground(
        "tester",
        () -> {
          try {
            verdicts.test(now, fingerprint, screen::ended, this::ended);
          } catch (RuntimeException e) {
            ended(Verdict.of(e.getMessage()));
          }
        });
  }

  private void ended(Verdict result) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    actions.add(() -> show(result, seconds));
  }

  private void show(Verdict result, double seconds) throws InterruptedException {
    testing = false;
    if (savedMeanwhile) {
      test();
      return;
    }
    verdict = result;
    screen.show(stage, verdict, seconds, verdicts.tests().printed());
    verdicts.tests().warmUp();
    String letter = postponed;
    postponed = "";
    if (!letter.isEmpty()) {
      obey(letter);
    }
  }

  private void obey(String letter) throws InterruptedException {
    switch (letter) {
      case "q" -> ended = true;
      case "" -> test();
      case "n" -> next();
      case "h", "c", "p" -> {
        if (verdict == null || !tested.equals(Fingerprint.of(workshop, stage))) {
          postpone(letter);
        } else {
          screen.say(help.with(letter, stage, verdict));
          screen.say(WatchScreen.LETTERS);
        }
      }
      default -> screen.say("Unknown letter: " + letter + ". " + WatchScreen.LETTERS);
    }
  }

  private void postpone(String letter) {
    postponed = letter;
    screen.say(WAITING);
  }

  private void next() {
    List<Stage> stages = workshop.stages();
    int following = stages.indexOf(stage) + 1;
    if (following == stages.size()) {
      screen.say(stage + " is the last exercise. To see what is left, type ./workshop.");
    } else if (testing) {
      postpone("n");
    } else {
      if (!verdict.isCoreDone()) {
        screen.keep(
            "%s does not pass yet. To come back to it, type ./workshop watch %s."
                .formatted(stage, stage.number()));
      }
      watch(stages.get(following));
    }
  }
}
