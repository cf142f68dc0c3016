package ticketing.testkit.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import ticketing.testkit.FailedTest;
import ticketing.testkit.Ring;

/**
 * Prints how a test run went: the first failure in full, the others in one line each. Active where
 * the system property {@value #PROPERTY} is {@code console}, as Maven sets it; an IDE shows the
 * same failures in its own way.
 */
public final class ConsoleReporter implements TestExecutionListener {
  static final String PROPERTY = "workshop.lessons";

  private final List<FailedTest> failures = new ArrayList<>();
  private Class<?> testClass;
  private int passed;

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    test.getSource()
        .filter(MethodSource.class::isInstance)
        .ifPresent(source -> testClass = ((MethodSource) source).getJavaClass());
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failures.add(new FailedTest(FailedTest.sentence(test), result.getThrowable().orElseThrow()));
    } else if (test.isTest()) {
      passed++;
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (!"console".equals(System.getProperty(PROPERTY))) {
      return;
    }
    Set<String> printed = new HashSet<>();
    for (FailedTest failure : failures) {
      boolean first = printed.isEmpty();
      boolean isNew = printed.add(failure.headline());
      System.out.println(
          "✗ " + failure.sentence() + (isNew && !first ? ": " + failure.headline() : ""));
      if (first) {
        failure.report().lines().forEach(line -> System.out.println("  " + line));
      }
    }
    System.out.printf("%s: %d passed, %d failed%n", module(), passed, failures.size());
    if (testClass == null) {
      System.out.println(
          "No test ran. Check the spelling of -Dtest or -Dgroups. A test beyond core needs its"
              + " ring, such as -Dgroups=stretch.");
    } else if (failures.isEmpty() && ExactlyOneSuite.class.isAssignableFrom(testClass)) {
      nextRing()
          .ifPresent(
              next ->
                  System.out.printf(
                      "Next, %s: mvn -pl %s test -Dgroups=%s%n", next.content(), module(), next));
    }
  }

  /** Returns the module whose tests these are, for Maven's -pl. */
  private static String module() {
    Path folder = Path.of(System.getProperty("basedir", ""));
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }

  /** Returns the ring after the one that ran; empty if several ran, or only some of its tests. */
  private static Optional<Ring> nextRing() {
    String groups = System.getProperty("workshop.groups");
    return Arrays.stream(Ring.values())
        .filter(ring -> ring.tag().equals(groups))
        .findFirst()
        .flatMap(Ring::next);
  }
}
