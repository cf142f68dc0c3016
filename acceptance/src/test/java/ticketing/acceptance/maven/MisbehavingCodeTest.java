package ticketing.acceptance.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.setup.TestReport;
import ticketing.runner.setup.TestReport.Outcome;
import ticketing.runner.setup.TestReport.Result;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestProcess;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/**
 * Tests misbehaving code: a compile error names its line; code that throws or never ends fails the
 * same tests in Maven and in {@code watch}, and the failure names the line where there is one.
 */
@Tag("process")
class MisbehavingCodeTest {
  /** A body of the workflow method, and a text that the failure must contain. */
  enum Code {
    SYNTAX_ERROR("return orderId", "';' expected"),
    UNKNOWN_NAME("return order;", "cannot find symbol"),
    NULL_POINTER("String none = null; return none.trim();", "threw NullPointerException"),
    ENDLESS_LOOP("while (true) { orderId.trim(); }", "still running"),
    LONG_SLEEP(
        "try { Thread.sleep(60_000); } catch (InterruptedException e) { } return null;",
        "calls Thread.sleep; in a workflow use Workflow.sleep"),
    ENDLESS_WAIT("io.temporal.workflow.Workflow.await(() -> false); return null;", "never ended"),
    STATIC_INITIALIZER_THROWS(
        "return null; } static { if (true) { throw new IllegalStateException(\"No\"); }", "No");

    private final String body;
    private final String reason;

    Code(String body, String reason) {
      this.body = body;
      this.reason = reason;
    }

    private String module() {
      return "exercises/" + name().toLowerCase(Locale.ROOT);
    }

    private boolean failureNamesLine() {
      return this != ENDLESS_WAIT && this != STATIC_INITIALIZER_THROWS;
    }
  }

  private static Path copy;
  private static Stage stage;
  private static Exercise exercise;
  private static TestProcess watch;
  private static Shell.Output maven;

  /**
   * Tests one module per code in a single Maven run, in parallel, because most of them only wait.
   */
  @BeforeAll
  static void test_all_with_maven() throws Exception {
    copy = WorkshopCopy.create();
    Workshop workshop = new Workshop(copy);
    stage = workshop.stage("03");
    exercise = new Exercise(copy, "03");
    watch = new TestProcess(workshop, CommandContext.ofProcess());
    for (Code code : Code.values()) {
      addModule(code);
    }
    maven =
        Commands.maven(
            copy,
            "--threads",
            "2",
            "-pl",
            Stream.of(Code.values()).map(Code::module).collect(Collectors.joining(",")),
            "test");
  }

  private static void addModule(Code code) throws Exception {
    Path module = copy.resolve(code.module());
    PristineCopy.copyTree(stage.exercise(), module);
    new Exercise(stage, module).writeBody(code.body);
    replace(module.resolve("pom.xml"), "exercise-" + stage, code.name());
    replace(
        copy.resolve("pom.xml"), "<modules>", "<modules><module>" + code.module() + "</module>");
  }

  private static void replace(Path file, String text, String replacement) throws Exception {
    Files.writeString(file, Stage.text(file).replace(text, replacement));
  }

  @AfterAll
  static void end() {
    watch.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNTAX_ERROR", "UNKNOWN_NAME"})
  void a_compile_error_names_its_line(Code code) throws Exception {
    Verdict verdict = watch(code);

    assertThat(verdict.problem()).contains(code.reason).contains(exercise.place());
    assertThat(mavenResults(code)).isEmpty();
    assertThat(maven.text().lines())
        .filteredOn(line -> line.contains(code.module() + "/"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(code.reason)
                    .contains(exercise.place().replaceAll(":(.*)", ":[$1,")));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"SYNTAX_ERROR", "UNKNOWN_NAME"})
  void watch_and_maven_fail_the_same_tests(Code code) throws Exception {
    Verdict verdict = watch(code);
    List<Result> failed =
        mavenResults(code).stream().filter(result -> result.outcome() == Outcome.FAILED).toList();

    assertThat(verdict.problem()).isEmpty();
    assertThat(failed)
        .isNotEmpty()
        .extracting(Result::name)
        .containsExactlyInAnyOrderElementsOf(
            verdict.failures().stream().map(TestVerdict::test).toList());
    assertThat(verdict.failures().get(0).lesson()).satisfies(explains(code));
    assertThat(failed).extracting(Result::message).anySatisfy(explains(code));
  }

  private static Consumer<String> explains(Code code) {
    return text -> {
      assertThat(text).contains(code.reason);
      if (code.failureNamesLine()) {
        assertThat(text).contains(exercise.place());
      }
    };
  }

  private static Verdict watch(Code code) throws Exception {
    exercise.writeBody(code.body);
    return watch.test(stage, message -> {});
  }

  private static List<Result> mavenResults(Code code) throws Exception {
    List<Result> results = new ArrayList<>();
    for (Path file : TestReport.files(copy.resolve(code.module()))) {
      results.addAll(TestReport.read(file).orElseThrow().tests());
    }
    return results;
  }
}
