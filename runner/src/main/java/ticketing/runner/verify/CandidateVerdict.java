package ticketing.runner.verify;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.UsageException;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;

/**
 * How a candidate fared.
 *
 * @param problem where it does not compile, or why else no test ran; empty if they ran
 * @param tests each test, and why it failed: nothing if it passed
 */
record CandidateVerdict(String problem, Map<String, String> tests) {
  private static final Pattern PLACE = Pattern.compile("\\w+\\.java:\\d+");

  /** It does not compile. */
  static CandidateVerdict doesNotCompile(String place) {
    return new CandidateVerdict("does not compile at " + place, Map.of());
  }

  /** Runs core and stretch in this JVM. */
  static CandidateVerdict inThisJvm(java.nio.file.Path folder) {
    StageCode code;
    try {
      code = StageCode.withTests(folder);
    } catch (UsageException e) {
      Matcher place = PLACE.matcher(e.getMessage());
      return doesNotCompile(place.find() ? place.group() : e.getMessage());
    }
    Map<String, String> tests = new TreeMap<>();
    for (StageTests.Result result :
        StageTests.run(code, StageTests.CORE, StageTests.STRETCH).all()) {
      tests.put(result.test(), result.failure().map(String::valueOf).orElse(""));
    }
    return new CandidateVerdict("", tests);
  }

  /** In what another verdict differs, a line each; empty if it is the same. */
  String differences(String name, CandidateVerdict other, String otherName) {
    if (!problem.equals(other.problem)) {
      return "%s: %s%n%s: %s".formatted(name, words(), otherName, other.words());
    }
    TreeSet<String> all = new TreeSet<>(tests.keySet());
    all.addAll(other.tests.keySet());
    StringBuilder differences = new StringBuilder();
    for (String test : all) {
      String mine = inAWord(tests.get(test));
      String theirs = inAWord(other.tests.get(test));
      if (!mine.equals(theirs)) {
        differences.append(
            "%s%n  %s: %s%n  %s: %s%n"
                .formatted(
                    test,
                    name,
                    mine + why(tests.get(test)),
                    otherName,
                    theirs + why(other.tests.get(test))));
      }
    }
    return differences.toString();
  }

  private String words() {
    return problem.isEmpty() ? tests.size() + " tests ran" : problem;
  }

  private static String inAWord(String failure) {
    return failure == null ? "not there" : failure.isEmpty() ? "passed" : "failed";
  }

  private static String why(String failure) {
    return failure == null || failure.isEmpty()
        ? ""
        : ": " + failure.replaceAll("\\s*\\R\\s*", " | ");
  }
}
