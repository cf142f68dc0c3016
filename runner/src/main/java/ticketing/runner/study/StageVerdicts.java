package ticketing.runner.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestProcess;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** The verdicts on a student's code: reads the saved ones, or runs the tests and saves theirs. */
public final class StageVerdicts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workshop workshop;
  private final PrintStream err;
  private final TestProcess tests;
  private final Map<Stage, Verdict> known = new HashMap<>();

  private record Saved(String fingerprint, Verdict verdict) {}

  /** Finds the verdicts in this workshop. */
  public StageVerdicts(CommandContext context) {
    this.workshop = Workshop.of(context);
    this.err = context.err();
    this.tests = new TestProcess(workshop, context);
  }

  /** Returns the verdict on the code as it was at the first call. */
  public Verdict of(Stage stage) {
    return known.computeIfAbsent(stage, asked -> saved(stage).orElseGet(() -> test(stage)));
  }

  /** Returns the saved verdict; empty if there is none, or it is about other code. */
  Optional<Verdict> saved(Stage stage) {
    return lastSaved(stage)
        .filter(saved -> stage.fingerprint().equals(saved.fingerprint()))
        .map(Saved::verdict);
  }

  /** Returns whether core passed when the exercise was last tested. */
  boolean wasCoreDone(Stage stage) {
    return lastSaved(stage).map(Saved::verdict).filter(Verdict::isCoreDone).isPresent();
  }

  private static Optional<Saved> lastSaved(Stage stage) {
    try {
      return Optional.ofNullable(JSON.readValue(stage.notes("progress").toFile(), Saved.class));
    } catch (IOException e) {
      // It is missing, was edited, or written by another version: the tests are run again.
      return Optional.empty();
    }
  }

  /** Returns the verdict; empty if the exercise is unchanged. */
  public Optional<Verdict> ofStarted(Stage stage) {
    return stage.isUntouched() ? Optional.empty() : Optional.of(of(stage));
  }

  /** Returns the first exercise whose core does not pass, or else with a ring left, or the last. */
  public Stage current() {
    List<Stage> stages = workshop.stages();
    return firstWithout(Verdict::isCoreDone)
        .or(() -> firstWithout(Verdict::isAllDone))
        .orElse(stages.get(stages.size() - 1));
  }

  private Optional<Stage> firstWithout(Predicate<Verdict> done) {
    return workshop.stages().stream()
        .filter(stage -> ofStarted(stage).filter(done).isEmpty())
        .findFirst();
  }

  /** Runs the tests, and saves the verdict. Announces an exploration, which takes a while. */
  public Verdict test(Stage stage) {
    err.println("Testing " + stage + " …");
    String testedFingerprint = stage.fingerprint();
    Verdict verdict = tests.test(stage, message -> VerdictText.announce(message, err));
    save(stage, testedFingerprint, verdict);
    return verdict;
  }

  /**
   * Saves a verdict, unless the code has changed since the tests began: they may then have seen
   * none, or only some, of the changes.
   */
  public void save(Stage stage, String testedFingerprint, Verdict verdict) {
    if (!testedFingerprint.equals(stage.fingerprint())) {
      return;
    }
    try {
      AtomicFiles.write(
          stage.notes("progress"),
          JSON.valueToTree(new Saved(testedFingerprint, verdict)).toPrettyString());
    } catch (UsageException e) {
      err.println("Could not save your progress. " + e.getMessage());
    }
  }

  /** Returns the process that runs the tests. */
  public TestProcess tests() {
    return tests;
  }

  @Override
  public void close() {
    tests.close();
  }
}
