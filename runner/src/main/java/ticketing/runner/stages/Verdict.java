package ticketing.runner.stages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a run of a stage's tests went. Stretch is run when core passes.
 *
 * @param problem why no test could run, such as the compiler's message; empty if they ran
 * @param tests how each went, in the order in which they ran
 */
public record Verdict(String problem, List<TestVerdict> tests) {

  /** No test could run. */
  public static Verdict of(String problem) {
    return new Verdict(problem, List.of());
  }

  /** The tests ran. */
  public static Verdict of(List<TestVerdict> tests) {
    return new Verdict("", tests);
  }

  /** This one, and that of more tests. */
  public Verdict and(Verdict more) {
    List<TestVerdict> all = new ArrayList<>(tests);
    all.addAll(more.tests);
    return of(all);
  }

  /** The tests of core. */
  public List<TestVerdict> core() {
    return tests.stream().filter(test -> !test.stretch()).toList();
  }

  /** The tests of stretch; none if they did not run, or there are none. */
  public List<TestVerdict> stretch() {
    return tests.stream().filter(TestVerdict::stretch).toList();
  }

  /** Those that failed, in the order in which they ran. */
  public List<TestVerdict> failures() {
    return tests.stream().filter(test -> !test.passed()).toList();
  }

  /** The names of the tests that failed. */
  public Set<String> failed() {
    return failures().stream()
        .map(TestVerdict::test)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The test to work on next; empty if all passed, or none could run. */
  public Optional<TestVerdict> firstFailure() {
    return failures().stream().findFirst();
  }

  /** Whether core ran and passed. */
  @JsonIgnore
  public boolean isCoreDone() {
    return !core().isEmpty() && core().stream().allMatch(TestVerdict::passed);
  }

  /** Whether all ran and passed. */
  @JsonIgnore
  public boolean isAllDone() {
    return isCoreDone() && failures().isEmpty();
  }
}
