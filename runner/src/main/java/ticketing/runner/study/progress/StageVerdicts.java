package ticketing.runner.study.progress;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestProcess;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** Finds the verdicts on a student's code: saved ones, or by running the tests. */
public final class StageVerdicts implements AutoCloseable {
  private final Workshop workshop;
  private final SavedVerdicts saved;
  private final PrintStream err;
  private final TestProcess tests;
  private final Map<Stage, Verdict> known = new HashMap<>();
  private boolean warned;

  /** Finds the verdicts in this workshop. */
  public StageVerdicts(Workshop workshop, CommandContext context) {
    this.workshop = workshop;
    this.err = context.err();
    this.saved = new SavedVerdicts(workshop);
    this.tests = new TestProcess(workshop, context);
  }

  /** Returns the verdict on the code as it was at the first call. */
  public Verdict of(Stage stage) {
    return known.computeIfAbsent(
        stage,
        asked ->
            saved
                .of(stage, Fingerprint.of(workshop, stage))
                .orElseGet(
                    () -> {
                      err.println("Testing " + stage + " …");
                      return test(stage);
                    }));
  }

  /** Returns the verdict; empty if the exercise is as it ships. */
  public Optional<Verdict> ofStarted(Stage stage) {
    return stage.isUntouched() ? Optional.empty() : Optional.of(of(stage));
  }

  /**
   * Returns the exercise to work on: the first whose core does not pass, or else the first with
   * stretch left, or the last.
   */
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

  /** Runs the tests, and saves the verdict. */
  public Verdict test(Stage stage) {
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    test(stage, Fingerprint.of(workshop, stage), test -> {}, verdict::set);
    return verdict.get();
  }

  /**
   * Runs the tests, and saves the verdict after it was shown: a disk may be slow.
   *
   * @param tested the fingerprint of the code now
   * @param each is called for each test when it has ended
   * @param show is called with the verdict
   */
  public void test(Stage stage, String tested, Consumer<TestVerdict> each, Consumer<Verdict> show) {
    Verdict verdict = tests.test(stage, each);
    show.accept(verdict);
    // If a file was saved in the meantime, it was not tested, or only half of it.
    if (tested.equals(Fingerprint.of(workshop, stage))) {
      save(stage, tested, verdict);
    }
  }

  private void save(Stage stage, String fingerprint, Verdict verdict) {
    try {
      saved.save(stage, fingerprint, verdict);
    } catch (UsageException e) {
      if (!warned) {
        err.println("Could not save your progress. " + e.getMessage());
      }
      warned = true;
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
