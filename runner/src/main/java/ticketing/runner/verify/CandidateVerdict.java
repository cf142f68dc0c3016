package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.util.UsageException;

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

  /** No test ran, and this is all that was said. */
  static CandidateVerdict notRun(String words) {
    return new CandidateVerdict("no test ran: " + words, Map.of());
  }

  /** Runs core and stretch in this JVM. */
  static CandidateVerdict inThisJvm(Path folder) {
    try (StageCode code = StageCode.withTests(folder)) {
      Map<String, String> tests = new TreeMap<>();
      for (StageTests.Result result :
          StageTests.run(code, StageTests.CORE, StageTests.STRETCH).all()) {
        tests.put(result.test(), result.failure().map(String::valueOf).orElse(""));
      }
      return tests.isEmpty() ? notRun("none was found") : new CandidateVerdict("", tests);
    } catch (UsageException e) {
      Matcher place = PLACE.matcher(e.getMessage());
      return place.find() ? doesNotCompile(place.group()) : notRun(e.getMessage());
    }
  }

  /** In what another verdict differs, a line each; none if it is the same. */
  List<String> differences(String name, CandidateVerdict other, String otherName) {
    if (!problem.equals(other.problem)) {
      return List.of("%s: %s; %s: %s".formatted(name, words(), otherName, other.words()));
    }
    Set<String> all = new TreeSet<>(tests.keySet());
    all.addAll(other.tests.keySet());
    List<String> differences = new ArrayList<>();
    for (String test : all) {
      String here = tests.get(test);
      String there = other.tests.get(test);
      if (!inAWord(here).equals(inAWord(there))) {
        differences.add(
            "%s: %s: %s; %s: %s".formatted(test, name, verdict(here), otherName, verdict(there)));
      }
    }
    return differences;
  }

  private String words() {
    return problem.isEmpty() ? tests.size() + " tests ran" : problem;
  }

  private static String verdict(String failure) {
    boolean failed = failure != null && !failure.isEmpty();
    return inAWord(failure) + (failed ? " (" + inALine(failure) + ")" : "");
  }

  private static String inAWord(String failure) {
    return failure == null ? "not there" : failure.isEmpty() ? "passed" : "failed";
  }

  private static String inALine(String failure) {
    return failure.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
