package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;

/**
 * Plausible wrong answers, each of which the named tests must catch, and right answers of other
 * shapes, which must pass. One file each, in {@code acceptance/answers/STAGE/wrong} and {@code
 * right}. A wrong answer in {@code answers/orders/wrong} takes the place of a class of that module,
 * and that module's tests catch it.
 *
 * <p>The first lines of an answer say why people write it ({@code // Why:}); of a wrong one, which
 * test catches it ({@code // Caught by:}; with several such lines, each of them does) and, if it
 * breaks "exactly one", under which schedule ({@code // Counterexample:}); of a right one, which
 * tests pass ({@code // Passes: core, stretch}).
 */
final class Answers {
  private static final String CAUGHT_BY = "Caught by";
  private static final String COUNTEREXAMPLE = "Counterexample";

  private Answers() {}

  static List<Check> checks(Workshop workshop) {
    List<Check> checks = new ArrayList<>();
    for (Answer answer : Answer.all(workshop)) {
      checks.add(
          new Check(
              answer.name() + (answer.right() ? " passes" : " is caught"),
              () -> answer.right() ? requirePasses(answer) : requireCaught(answer)));
    }
    for (Stage stage : workshop.stages()) {
      checks.add(everyTestCatches(stage, Answer.of(workshop, stage)));
    }
    return checks;
  }

  /** A test that no wrong answer is known to fail may be one that cannot fail. */
  private static Check everyTestCatches(Stage stage, List<Answer> answers) {
    return new Check(
        stage + ": every test catches a wrong answer",
        () -> {
          Set<String> tests;
          try (StageCode code = StageCode.withTests(stage.solution())) {
            tests = new TreeSet<>(StageTests.names(code));
          }
          Check.require(!tests.isEmpty(), "there is no test");
          answers.forEach(answer -> tests.removeAll(answer.says(CAUGHT_BY)));
          Check.require(tests.isEmpty(), "nothing is known to be caught by " + tests);
          return 1;
        });
  }

  private static int requireCaught(Answer answer) throws Exception {
    header(answer, "Why");
    header(answer, CAUGHT_BY);
    try (StageCode code = answer.code()) {
      requireCaught(answer, code);
    }
    return 1;
  }

  private static void requireCaught(Answer answer, StageCode code) throws Exception {
    Set<String> tests = new TreeSet<>(answer.says(CAUGHT_BY));
    StageTests.Results results = StageTests.runNamed(code, tests::contains);
    Set<String> passed = new TreeSet<>(tests);
    passed.removeAll(results.failed());
    if (!passed.isEmpty()) {
      Set<String> others = StageTests.runNamed(code, name -> !tests.contains(name)).failed();
      throw new Check.Failed(
          "passed, or not there: %s%nof the others, failed: %s".formatted(passed, others));
    }
    for (String schedule : answer.says(COUNTEREXAMPLE)) {
      Check.require(
          Explorer.violation(Candidate.of(code.strategy()), schedule).isPresent(),
          "nothing goes wrong under " + schedule);
    }
  }

  static int requirePasses(Answer answer) throws Exception {
    header(answer, "Why");
    String[] tags = header(answer, "Passes").split(", ");
    StageTests.Results results;
    try (StageCode code = answer.code()) {
      results = StageTests.run(code, tags);
    }
    Check.require(!results.passed().isEmpty(), "no test ran");
    for (StageTests.Result result : results.all()) {
      Check.require(
          result.failure().isEmpty(),
          result.test() + ":\n" + result.failure().map(Throwable::getMessage).orElse(""));
    }
    return 1;
  }

  private static String header(Answer answer, String word) throws Check.Failed {
    List<String> said = answer.says(word);
    Check.require(!said.isEmpty(), "it has no line // " + word + ":");
    return said.get(0);
  }
}
