package ticketing.runner.setup.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import ticketing.testkit.TemporaryFolder;

/**
 * Writes a line into a file for each test that has ended, in the JVM that runs it. {@link
 * VerifyCommand} puts this class on the class path of every module's tests, and counts the lines.
 */
public final class TestResults implements TestExecutionListener {
  /** The system property that names the file. */
  public static final String PROPERTY = "workshop.results";

  private static final String SERVICE =
      "META-INF/services/org.junit.platform.launcher.TestExecutionListener";

  private static final int MOST_FRAMES = 12;

  private final Map<String, Long> begins = new ConcurrentHashMap<>();
  private TestPlan plan;

  /**
   * How a test ended.
   *
   * @param verdict whether it passed
   * @param module the folder of the module that it belongs to
   * @param type its class, with the package
   * @param name as it is displayed
   * @param millis how long it took
   * @param message why it failed or was skipped; empty if it passed
   */
  public record Result(
      Verdict verdict, String module, String type, String name, long millis, String message) {
    private String line() {
      return String.join(
          "\t",
          verdict.name(),
          escape(module),
          escape(type),
          escape(name),
          String.valueOf(millis),
          escape(message));
    }

    /** The result that a line of the file holds. */
    static Result of(String line) {
      String[] parts =
          Arrays.stream(line.split("\t", -1)).map(String::translateEscapes).toArray(String[]::new);
      return new Result(
          Verdict.valueOf(parts[0]),
          parts[1],
          parts[2],
          parts[3],
          Long.parseLong(parts[4]),
          parts[5]);
    }

    private static String escape(String text) {
      return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "").replace("\n", "\\n");
    }
  }

  /** How a test can end; or that all tests of a class have. */
  public enum Verdict {
    PASSED,
    FAILED,
    SKIPPED,
    CLASS_ENDED;

    /** Whether it is a test's. */
    boolean isOfTest() {
      return this != CLASS_ENDED;
    }
  }

  /** Makes a folder that puts this listener, and nothing else, on the class path of tests. */
  public static Path classPath() throws IOException {
    Path root = TemporaryFolder.create("workshop-listener");
    for (Class<?> type : List.of(TestResults.class, Result.class, Verdict.class)) {
      String file = type.getName().replace('.', '/') + ".class";
      Path target = root.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream bytes = TestResults.class.getClassLoader().getResourceAsStream(file)) {
        Files.copy(bytes, target);
      }
    }
    Path service = root.resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, TestResults.class.getName());
    return root;
  }

  /** Reads the results of a run that has ended. */
  public static List<Result> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(Result::of)
        .filter(result -> result.verdict().isOfTest())
        .toList();
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    begins.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write(test, Verdict.SKIPPED, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Status status = result.getStatus();
    if (test.isTest() || status != Status.SUCCESSFUL) {
      write(test, verdict(status), result.getThrowable().map(e -> words(e, status)).orElse(""));
    } else if (test.getSource().orElse(null) instanceof ClassSource) {
      write(test, Verdict.CLASS_ENDED, "");
    }
  }

  private static Verdict verdict(Status status) {
    if (status == Status.SUCCESSFUL) {
      return Verdict.PASSED;
    }
    return status == Status.FAILED ? Verdict.FAILED : Verdict.SKIPPED;
  }

  /** A failed assertion speaks for itself; an exception is shown with the place where it began. */
  private static String words(Throwable failure, Status status) {
    if (status == Status.ABORTED) {
      return String.valueOf(failure.getMessage());
    }
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    StringBuilder text = new StringBuilder();
    int frames = 0;
    for (String line : all.toString().lines().toList()) {
      boolean frame = line.startsWith("\tat ");
      if (!frame || line.contains("ticketing.") && frames++ < MOST_FRAMES) {
        text.append(line.replace("\t", "  ")).append('\n');
      }
    }
    return text.toString();
  }

  private void write(TestIdentifier test, Verdict verdict, String message) {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    long begin = begins.getOrDefault(test.getUniqueId(), System.nanoTime());
    Result result =
        new Result(
            verdict,
            System.getProperty("basedir", ""),
            type(test),
            test.getDisplayName(),
            (System.nanoTime() - begin) / 1_000_000,
            message);
    try {
      Files.writeString(
          Path.of(file),
          result.line() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the results of the tests", e);
    }
  }

  private String type(TestIdentifier test) {
    TestIdentifier at = test;
    while (at != null) {
      if (at.getSource().orElse(null) instanceof MethodSource method) {
        return method.getClassName();
      }
      if (at.getSource().orElse(null) instanceof ClassSource source) {
        return source.getClassName();
      }
      at = plan.getParent(at).orElse(null);
    }
    return test.getUniqueId();
  }
}
