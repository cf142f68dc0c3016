package ticketing.runner.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;

/** {@code ./workshop watch}: tests an exercise, waits for a save or a letter, and again. */
@Command(
    name = "watch",
    description = {
      "Test an exercise whenever you save one of its files.",
      "Runs one ring after the other, until one fails: core, stretch, proof, expert. Type a letter"
          + " and Enter: h hint, c compare, n next exercise, p prove, q quit; Enter alone tests"
          + " again."
    })
public final class WatchCommand extends WithContext implements Runnable {
  /** A save ends a run that takes longer than this: to start again is quicker. */
  private static final int LONG_MILLIS = 3_000;

  private static final long NO_RUN = Long.MAX_VALUE;
  private static final int PROVE_LIMIT_MINUTES = 5;

  /** What Enter alone and a save put into {@link #letters}. */
  private static final String TEST = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Such as 03. Without it, the first that does not pass.")
  private Stage stage;

  /** Letters in the order in which they were typed. Those typed during a run wait for its end. */
  private final BlockingQueue<String> letters = new LinkedBlockingQueue<>();

  private StageVerdicts verdicts;
  private WatchScreen screen;
  private SourceWatch watch;
  private Verdict verdict;
  private String tested;
  private String previous = "";
  private volatile boolean ended;

  /** When the current run begins to take long. */
  private volatile long longFrom = NO_RUN;

  @Override
  public void run() {
    screen = new WatchScreen(context);
    try (StageVerdicts opened = new StageVerdicts(context)) {
      verdicts = opened;
      watch(stage == null ? verdicts.current() : stage);
      obeyUntilEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void obeyUntilEnd() throws InterruptedException {
    Thread typing = new Thread(this::readLetters, "typing");
    typing.setDaemon(true);
    typing.start();
    for (String letter = letters.take(); !ended; letter = letters.take()) {
      try {
        obey(letter);
      } catch (UsageException | UncheckedIOException e) {
        // Such as a file that was deleted while it was read: the next save tests again.
        screen.say(e.getMessage() + "\n" + WatchScreen.LETTERS);
      }
    }
  }

  private void readLetters() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(context.in(), Charset.defaultCharset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line.strip().toLowerCase(Locale.ROOT));
      }
      if (context.isTerminal()) {
        // Ctrl-D, as at any prompt. Elsewhere there may never have been anybody who types.
        add("q");
      }
    } catch (IOException e) {
      // The terminal is gone; saves are still tested.
    }
  }

  /** Adds a letter. q stops a run at once, and a save stops one that takes long. */
  private void add(String letter) {
    if (letter.equals("q")) {
      ended = true;
      verdicts.tests().breakOff();
    }
    letters.add(letter);
    if (letter.equals(TEST) && System.currentTimeMillis() > longFrom) {
      // What was saved may be the end of an endless loop.
      verdicts.tests().breakOff();
      // If it was the next run that was stopped, that one is repeated.
      letters.add(TEST);
    }
  }

  private void watch(Stage next) {
    if (watch != null) {
      watch.close();
    }
    stage = next;
    verdict = Verdict.of(List.of());
    tested = "";
    watch = new SourceWatch(stage.exercise().resolve("src"), () -> add(TEST));
    letters.add(TEST);
  }

  /** Tests and shows the verdict, unless a file was saved meanwhile: then it is tested again. */
  private void test() {
    letters.removeIf(TEST::equals);
    String fingerprint = stage.fingerprint();
    screen.begin(stage);
    long begin = System.nanoTime();
    longFrom = System.currentTimeMillis() + LONG_MILLIS;
    Verdict result = verdicts.tests().test(stage, screen::progress);
    longFrom = NO_RUN;
    if (!ended && !letters.contains(TEST)) {
      verdict = result;
      tested = fingerprint;
      double seconds = (System.nanoTime() - begin) / 1e9;
      boolean isCoreNew = verdict.isCoreDone() && !verdicts.wasCoreDone(stage);
      screen.show(stage, verdict, isCoreNew, seconds, verdicts.tests().printed());
      // Only now: a disk may be slow.
      verdicts.save(stage, fingerprint, verdict);
      verdicts.tests().warmUp();
    }
  }

  private void obey(String letter) throws InterruptedException {
    boolean isAboutVerdict = List.of("h", "c", "p").contains(letter);
    if (isAboutVerdict && !tested.equals(stage.fingerprint())) {
      letters.addAll(List.of(TEST, letter));
      return;
    }
    switch (letter) {
      case TEST -> test();
      case "n" -> next();
      case "h" -> screen.say(new HintGiver(stage, "h", context.err()::println).next(() -> verdict));
      case "c" ->
          screen.say(
              stage.edited().isEmpty()
                  ? "You have not written anything yet. For a hint, type h."
                  : verdict.isCoreDone() || previous.equals(letter)
                      ? CodeDiff.of(stage)
                      : "Core does not pass yet, and c shows the solution. To see it, type c again; for a hint, type h.");
      case "p" -> prove();
      default -> screen.say("Unknown letter: " + letter + ". " + WatchScreen.LETTERS);
    }
    previous = letter;
    if (isAboutVerdict) {
      screen.say(WatchScreen.LETTERS);
    }
  }

  /** Runs prove in another process, which can be stopped in an endless loop. */
  private void prove() throws InterruptedException {
    List<String> command = Shell.runnerCommand(context.root(), "prove", stage.number());
    try {
      Process prove =
          Shell.builder(context, context.root(), command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      prove.getOutputStream().close();
      if (!prove.waitFor(PROVE_LIMIT_MINUTES, TimeUnit.MINUTES)) {
        prove.destroyForcibly();
        screen.say("prove was stopped after %d minutes.".formatted(PROVE_LIMIT_MINUTES));
      }
    } catch (IOException e) {
      screen.say("Cannot start prove: " + e.getMessage());
    }
  }

  private void next() {
    List<Stage> stages = Workshop.of(context).stages();
    int following = stages.indexOf(stage) + 1;
    if (following == stages.size()) {
      screen.say(stage + " is the last exercise. To see what is left, type ./workshop.");
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
