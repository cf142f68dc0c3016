package ticketing.runner.stages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import ticketing.runner.util.UsageException;
import ticketing.testkit.Ending;

/** Compiles what somebody wrote and runs the stage's tests: core, and stretch if core passes. */
final class StageRun {
  private final Stage stage;
  private final Consumer<TestVerdict> each;
  private boolean burning;

  /** Of this stage; somebody is told of each test when it has ended. */
  StageRun(Stage stage, Consumer<TestVerdict> each) {
    this.stage = stage;
    this.each = each;
  }

  /** Runs them in this JVM. */
  Verdict run() {
    for (Path file : stage.filesToWrite()) {
      if (!Files.exists(stage.exercise().resolve(file))) {
        return Verdict.of(
            "%s is gone. Undo that in your editor, or begin anew: ./workshop reset %s"
                .formatted(file.getFileName(), stage.number()));
      }
    }
    try (StageCode code = StageCode.withTests(stage.exercise())) {
      Verdict core = run(code, StageTests.CORE);
      if (core.tests().isEmpty()) {
        return Verdict.of(
            "No test ran. Are they still in exercises/%s/src/test? ./workshop reset %s brings them back, and keeps a copy of what you wrote."
                .formatted(stage, stage.number()));
      }
      Verdict verdict = core.isCoreDone() ? core.and(run(code, StageTests.STRETCH)) : core;
      burning = Ending.isBurning(code.strategy());
      return verdict;
    } catch (UsageException e) {
      return Verdict.of(e.getMessage());
    }
  }

  /** Whether a thread is still running in an endless loop: only the end of this JVM stops it. */
  boolean isBurning() {
    return burning;
  }

  private Verdict run(StageCode code, String tag) {
    StageTests.Results results =
        StageTests.run(code, result -> each.accept(TestVerdict.of(result)), tag);
    return Verdict.of(results.all().stream().map(TestVerdict::of).toList());
  }
}
