package ticketing.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  private final List<Failure> failures = new ArrayList<>();
  private Class<?> testClass;
  private int passed;

  private record Failure(String test, Throwable cause) {}

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<MethodSource> method =
        test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    method.ifPresent(source -> testClass = source.getJavaClass());
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failures.add(new Failure(sentence(test), result.getThrowable().orElseThrow()));
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
    for (int i = 0; i < failures.size(); i++) {
      out.append(i == 0 ? inFull(failures.get(i)) : inALine(failures.get(i)));
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

  private static String inFull(Failure failure) {
    StringBuilder out = new StringBuilder("✗ " + failure.test() + "\n");
    text(failure.cause()).lines().forEach(line -> out.append("  ").append(line).append('\n'));
    return out.toString();
  }

  /** Why it failed, too, unless the first failure has said the same. */
  private String inALine(Failure failure) {
    String headline = headline(failure.cause());
    boolean told = headline.equals(headline(failures.get(0).cause()));
    return "✗ " + failure.test() + (told ? "" : ": " + headline) + "\n";
  }

  private static String headline(Throwable cause) {
    return cause instanceof Lesson lesson
        ? lesson.headline()
        : cause.toString().lines().findFirst().orElse("");
  }

  private static String sentence(TestIdentifier test) {
    String name = test.getDisplayName();
    return name.endsWith("()") ? name.substring(0, name.length() - 2).replace('_', ' ') : name;
  }

  private static String text(Throwable cause) {
    StackTraceElement[] stack = cause.getStackTrace();
    return cause instanceof Lesson || stack.length == 0
        ? cause.getMessage()
        : cause + "\nat " + stack[0];
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
