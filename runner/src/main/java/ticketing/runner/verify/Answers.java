package ticketing.runner.verify;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ticketing.runner.Candidate;
import ticketing.runner.prove.Explorer;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;

/**
 * Plausible wrong answers, each of which the named tests must catch, and right answers of other
 * shapes, which must pass. One file each, in {@code runner/src/test/answers/STAGE/wrong} and {@code
 * right}. A wrong answer in {@code answers/ticket-system/wrong} takes the place of a class of that
 * module, and that module's tests catch it.
 *
 * <p>The first lines of an answer say why people write it ({@code // Why:}); of a wrong one, which
 * test catches it ({@code // Caught by:}; with several such lines, each of them does) and, if it
 * breaks "exactly one", under which schedule ({@code // Counterexample:}); of a right one, which
 * tests pass ({@code // Passes: core, stretch}).
 */
final class Answers {
  private static final String COUNTEREXAMPLE = "Counterexample";

  private Answers() {}

  static List<Check> checks(Workshop workshop) {
    return Answer.all(workshop).stream()
        .map(
            answer ->
                new Check(
                    answer.name() + (answer.right() ? " passes" : " is caught"),
                    () -> answer.right() ? requirePasses(answer) : requireCaught(answer)))
        .toList();
  }

  private static int requireCaught(Answer answer) throws Exception {
    header(answer, "Why");
    header(answer, "Caught by");
    Set<String> tests = new TreeSet<>(answer.says("Caught by"));
    StageCode code = answer.code();
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
    return 1;
  }

  /** Whether the answer is known to break "exactly one". */
  static boolean hasCounterexample(Answer answer) {
    return !answer.says(COUNTEREXAMPLE).isEmpty();
  }

  static int requirePasses(Answer answer) throws Exception {
    header(answer, "Why");
    String[] tags = header(answer, "Passes").split(", ");
    StageTests.Results results = StageTests.run(answer.code(), tags);
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
