package ticketing.runner.stages;

import ticketing.testkit.FailedTest;

/**
 * How one test went.
 *
 * @param test the method's name
 * @param sentence its name as a sentence
 * @param stretch whether it is a test beyond core
 * @param passed whether it passed
 * @param headline why it failed, in a line; empty if it passed
 * @param lesson why it failed, in as many lines as it takes; empty if it passed
 */
public record TestVerdict(
    String test, String sentence, boolean stretch, boolean passed, String headline, String lesson) {

  /** The result of a test, as it is kept and told. */
  public static TestVerdict of(StageTests.Result result) {
    boolean passed = result.failure().isEmpty();
    FailedTest failed = new FailedTest(result.sentence(), result.failure().orElse(null));
    return new TestVerdict(
        result.test(),
        result.sentence(),
        result.stretch(),
        passed,
        passed ? "" : failed.headline(),
        passed ? "" : failed.lesson());
  }
}
