package ticketing.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells on the console how a test run went: the first failure in full, the others in a line each.
 * Active where the system property {@value #PROPERTY} is {@code console}, as Maven sets it; an IDE
 * shows the same lessons in its own way.
 */
public final class LessonReporter implements TestExecutionListener {
  static final String PROPERTY = "workshop.lessons";

  private final List<FailedTest> failures = new ArrayList<>();
  private Class<?> testClass;
  private int passed;

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<MethodSource> method =
        test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    method.ifPresent(source -> testClass = source.getJavaClass());
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
    StringBuilder out = new StringBuilder();
    Set<String> told = new HashSet<>();
    for (FailedTest failure : failures) {
      out.append(told.isEmpty() ? inFull(failure) : inALine(failure, told));
      told.add(failure.headline());
    }
    out.append("%s: %d passed, %d failed%n".formatted(module(), passed, failures.size()));
    if (testClass == null) {
      out.append(
          "No test ran. Is -Dtest or -Dgroups spelled right? A stretch test needs -Dgroups=stretch.\n");
    } else {
      stretch().ifPresent(line -> out.append(line).append('\n'));
    }
    System.out.print(out);
  }

  private static String inFull(FailedTest failure) {
    StringBuilder out = new StringBuilder("✗ " + failure.sentence() + "\n");
    failure.lesson().lines().forEach(line -> out.append("  ").append(line).append('\n'));
    return out.toString();
  }

  /** Why it failed, too, unless an earlier failure has said the same. */
  private static String inALine(FailedTest failure, Set<String> told) {
    String why = told.contains(failure.headline()) ? "" : ": " + failure.headline();
    return "✗ " + failure.sentence() + why + "\n";
  }

  /** The module whose tests these are, as Maven's -pl wants it. */
  private static String module() {
    Path folder = Path.of(System.getProperty("basedir", ""));
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }

  /** What there is besides core, where this was a run of core. */
  private Optional<String> stretch() {
    boolean core = "core".equals(System.getProperty("workshop.groups"));
    boolean has = false;
    for (Class<?> at = testClass; at != null; at = at.getSuperclass()) {
      has |=
          Arrays.stream(at.getDeclaredMethods())
              .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Tag.class)))
              .anyMatch(tag -> tag.value().equals("stretch"));
    }
    return core && has && failures.isEmpty()
        ? Optional.of(
            "This was core. Stretch, for the rest of the guarantee: mvn -pl "
                + module()
                + " test -Dgroups=stretch")
        : Optional.empty();
  }
}
