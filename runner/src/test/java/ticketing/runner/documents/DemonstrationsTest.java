package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;

@Timeout(60)
class DemonstrationsTest {
  private static final List<String> KILLED =
      List.of(
          "./workshop worker 03 &",
          "await %1 \"is ready\"",
          "kill -9 %1",
          "patch A.java demos.md#kill-it-now 1",
          "./workshop order order-1",
          "expects exit 0",
          "./workshop order order-2",
          "expects exit 3",
          "expects one ticket of order-1");

  @TempDir private Path root;
  private Path recording;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void writeDemos() throws Exception {
    workshop = new TemporaryWorkshop(root, "03-loop");
    recording = root.resolve("runner/src/test/recordings/demos/kill-it-now.txt");
    Files.createDirectories(recording.getParent());
    demos(
        """
        # Demos

        ## Kill it, now

        ```
        ./workshop worker 03
        ```
        <!-- goes on -->
        <!-- $ await %1 "is ready" -->
        Kill it.
        <!-- $ kill -9 %1 -->

        ```diff
        -a
        +b
        ```
        <!-- $ patch A.java -->

        ```
        ./workshop order order-1
        ./workshop order order-2
        ```
        <!-- expects exit 3 -->
        <!-- expects one ticket of order-1 -->
        """);
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void a_section_is_run_by_what_it_prints_and_hides() {
    assertThat(demonstrations().scripts())
        .singleElement()
        .satisfies(
            script -> {
              assertThat(script.file()).isEqualTo(recording);
              assertThat(script.commands()).isEqualTo(KILLED);
            });
    assertThat(Demonstrations.change(root, "kill-it-now", 1).lines()).containsExactly("-a", "+b");
    assertThatThrownBy(() -> Demonstrations.change(root, "kill-it-now", 2))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void what_was_recorded_is_what_is_printed() throws Exception {
    assertThat(wrong()).singleElement().asString().contains("not those that were recorded");

    record(KILLED);
    assertThat(wrong()).isEmpty();

    record(KILLED.subList(0, KILLED.size() - 1));
    assertThat(wrong()).singleElement().asString().contains("not those that were recorded");
  }

  @Test
  void a_section_that_runs_nothing_or_expects_nothing_is_told() throws Exception {
    demos("## Talk\n\nWords.\n\n## Run\n\n```\n./workshop demo\n```\n");

    assertThat(wrong())
        .satisfiesExactly(
            talk -> assertThat(talk).contains("demos.md:1 #talk").contains("none that is run"),
            run -> assertThat(run).contains("#run").contains("expects nothing"));
  }

  @Test
  void a_recording_of_no_section_is_told() throws Exception {
    record(KILLED);
    Files.writeString(recording.resolveSibling("gone.txt"), "$ ./workshop demo\n");

    assertThat(wrong()).singleElement().asString().contains("gone.txt").contains("Delete it");
  }

  @Test
  void a_comment_that_is_no_step_is_told() throws Exception {
    demos("## Run\n\n<!-- go on -->\n");

    assertThatThrownBy(this::demonstrations)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("demos.md:3")
        .hasMessageContaining("go on");
  }

  private void demos(String text) throws Exception {
    Files.writeString(root.resolve("demos.md"), text);
  }

  private void record(List<String> commands) throws Exception {
    Files.write(recording, commands.stream().map(Recording::typed).toList());
  }

  private Demonstrations demonstrations() {
    return Demonstrations.of(Workshop.here());
  }

  private List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    demonstrations().check(wrong);
    return wrong;
  }
}
