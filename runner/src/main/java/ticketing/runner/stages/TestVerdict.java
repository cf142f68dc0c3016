package ticketing.runner.stages;

import java.util.Optional;
import ticketing.testkit.FailedTest;

/**
 * The result of a test.
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

  /** Returns the verdict on a test that ended with this failure, or passed. */
  static TestVerdict of(
      String test, String sentence, boolean stretch, Optional<Throwable> failure) {
    if (failure.isEmpty()) {
      return new TestVerdict(test, sentence, stretch, true, "", "");
    }
    FailedTest failed = new FailedTest(sentence, failure.get());
    return new TestVerdict(test, sentence, stretch, false, failed.headline(), failed.report());
  }
}
