package ticketing.runner.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import ticketing.runner.UsageException;
import ticketing.runner.progress.Progress;
import ticketing.runner.progress.TestVerdict;
import ticketing.runner.progress.Verdict;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;

/** The verdict on what somebody wrote: the known one; where none is known, the tests run first. */
final class FreshVerdict implements Function<Stage, Verdict> {
  private final Progress progress;

  FreshVerdict(Workshop workshop) {
    this.progress = new Progress(workshop);
  }

  @Override
  public Verdict apply(Stage stage) {
    return progress.of(stage).orElseGet(() -> runAndKeep(stage));
  }

  private Verdict runAndKeep(Stage stage) {
    System.err.println("Running the tests of " + stage + " …");
    String code = Fingerprint.ofCode(stage);
    Verdict verdict = run(stage);
    try {
      progress.keep(stage, code, verdict);
    } catch (UsageException e) {
      System.err.println("The verdict of the tests cannot be kept. " + e.getMessage());
    }
    return verdict;
  }

  /** Stretch is run when core passes. */
  private static Verdict run(Stage stage) {
    StageCode code;
    try {
      code = StageCode.withTests(stage.exercise());
    } catch (UsageException e) {
      return Verdict.of(e.getMessage());
    }
    Verdict core = run(code, StageTests.CORE);
    if (!core.isCoreDone()) {
      return core;
    }
    List<TestVerdict> all = new ArrayList<>(core.tests());
    all.addAll(run(code, StageTests.STRETCH).tests());
    return Verdict.of(all);
  }

  private static Verdict run(StageCode code, String tag) {
    return Verdict.of(StageTests.run(code, tag).all().stream().map(TestVerdict::of).toList());
  }
}
