package ticketing.acceptance.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.util.Shell;

/** Tests the output of {@code ./workshop prove 03} for a student's code. */
@Tag("process")
class ProveCommandTest {
  private Path copy;
  private Exercise exercise;

  @BeforeEach
  void copy() {
    copy = WorkshopCopy.create();
    exercise = new Exercise(copy, "03");
  }

  @Test
  void an_unchanged_exercise_has_nothing_to_prove() throws Exception {
    assertThat(prove()).contains("There is nothing to run yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return order;                           | cannot find symbol: variable order
          while (true) { orderId.trim(); }        | still running
          System.exit(0); return null;            | called System.exit
          """)
  void broken_code_is_reported_with_its_line(String body, String reason) throws Exception {
    exercise.writeBody(body);

    assertThat(prove()).contains(reason, exercise.place());
  }

  @Test
  void a_workflow_that_never_ends_is_reported() throws Exception {
    exercise.writeBody("io.temporal.workflow.Workflow.await(() -> false); return null;");

    assertThat(prove()).contains("never ended");
  }

  @Test
  void a_counterexample_is_shown_and_can_be_repeated() throws Exception {
    exercise.writeAnswer("wrong/NoSettle");

    String output = prove();
    assertThat(output).contains("The seat was sold twice", "createTicket #1", "See it again");
    Matcher schedule = Pattern.compile("--schedule \"([^\"]+)\"").matcher(output);
    assertThat(schedule.find()).as(output).isTrue();
    assertThat(prove("--schedule", schedule.group(1))).contains("The seat was sold twice");
  }

  private String prove(String... more) throws Exception {
    List<String> command = Stream.concat(Stream.of("prove", "03"), Stream.of(more)).toList();
    Shell.Output output = CommandProcess.run(copy, Map.of(), command.toArray(String[]::new));
    assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
    assertThat(output.text()).doesNotContain("\tat ");
    return output.text();
  }
}
