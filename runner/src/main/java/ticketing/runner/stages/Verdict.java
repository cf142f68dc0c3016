package ticketing.runner.stages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ticketing.testkit.Ring;

/**
 * The results of a stage's tests. A ring runs if those before it pass.
 *
 * @param problem why no test could run, such as the compiler's message; empty if they ran
 * @param tests the result of each, in the order in which they ran
 */
public record Verdict(String problem, List<TestVerdict> tests) {

  /** Returns the verdict if no test could run. */
  public static Verdict of(String problem) {
    return new Verdict(problem, List.of());
  }

  /** Returns the verdict if the tests ran. */
  public static Verdict of(List<TestVerdict> tests) {
    return new Verdict("", tests);
  }

  /** Returns the tests of a ring; none if they did not run, or there are none. */
  public List<TestVerdict> in(Ring ring) {
    return tests.stream().filter(test -> test.ring() == ring).toList();
  }

  /** Returns the rings that ran, in their order. */
  public List<Ring> rings() {
    return Arrays.stream(Ring.values()).filter(ring -> !in(ring).isEmpty()).toList();
  }

  /** Returns the tests that failed, in the order in which they ran. */
  public List<TestVerdict> failures() {
    return tests.stream().filter(test -> !test.passed()).toList();
  }

  /** Returns the names of the tests that failed. */
  public Set<String> failed() {
    return failures().stream()
        .map(TestVerdict::test)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns whether core ran and passed. */
  @JsonIgnore
  public boolean isCoreDone() {
    return rings().contains(Ring.CORE) && in(Ring.CORE).stream().allMatch(TestVerdict::passed);
  }

  /** Returns whether all ran and passed. */
  @JsonIgnore
  public boolean isAllDone() {
    return isCoreDone() && failures().isEmpty();
  }
}
