package ticketing.runner.study.progress;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestProcess;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** How somebody's code stands now: from what is known, or else by running the tests. */
public final class Standing implements AutoCloseable {
  private final Progress progress;
  private final PrintStream err;
  private final TestProcess tests;
  private boolean toldThatNothingIsKept;

  /** In this workshop. */
  public Standing(Workshop workshop, CommandContext context) {
    this.err = context.err();
    this.progress = new Progress(workshop);
    this.tests = new TestProcess(workshop, context);
  }

  /** The verdict on the code as it is now; the tests are run if it is not known. */
  public Verdict of(Stage stage) {
    return progress.of(stage).orElseGet(() -> testAndSaySo(stage));
  }

  private Verdict testAndSaySo(Stage stage) {
    err.println("Testing " + stage + " …");
    return test(stage, test -> {});
  }

  /**
   * Runs the tests, and keeps the verdict.
   *
   * @param each is told of each test when it has ended
   */
  public Verdict test(Stage stage, Consumer<TestVerdict> each) {
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    test(stage, each, verdict::set);
    return verdict.get();
  }

  /**
   * Runs the tests, and keeps the verdict when it has been told: a disk may take its time.
   *
   * @param each is told of each test when it has ended
   * @param told is told of the verdict
   */
  public void test(Stage stage, Consumer<TestVerdict> each, Consumer<Verdict> told) {
    String code = Fingerprint.ofCode(stage);
    Verdict verdict = tests.test(stage, each);
    told.accept(verdict);
    // What was saved in the meantime was not judged, or only half.
    if (code.equals(Fingerprint.ofCode(stage))) {
      keep(stage, code, verdict);
    }
  }

  private void keep(Stage stage, String code, Verdict verdict) {
    try {
      progress.keep(stage, code, verdict);
    } catch (UsageException e) {
      if (!toldThatNothingIsKept) {
        err.println("Your progress is not kept. " + e.getMessage());
      }
      toldThatNothingIsKept = true;
    }
  }

  /** The process that runs the tests. */
  public TestProcess tests() {
    return tests;
  }

  @Override
  public void close() {
    tests.close();
  }
}
