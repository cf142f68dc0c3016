package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Workshop;

/** The checks of hints fail where hints are not as they should be. */
@Timeout(20)
class HintFilesTest {
  private static final String TESTS =
      """
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import org.junit.jupiter.api.Test;

      class SumTest {
        @Test void it_adds() { assertEquals(5, 2 + 3); }
        @Test void it_grows() { assertEquals(4, 2 + 2); }
      }
      """;
  private static final String THREE = "1. Take both.\n2. The sign is plus.\n3. `a + b`\n";
  private static final String GOOD = "## Add\nTests: it_adds, it_grows\n\n" + THREE;

  @TempDir private Path root;

  @BeforeEach
  void layOut() throws Exception {
    write("solutions/01-sum/pom.xml", "");
    write("solutions/01-sum/src/test/java/SumTest.java", TESTS);
    System.setProperty("workshop.root", root.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("workshop.root");
  }

  @Test
  void good_hints_pass() throws Exception {
    write("runner/starts/01-sum/hints.md", GOOD);
    for (Check check : HintFiles.checks(Workshop.here())) {
      assertThat(check.body().run()).isEqualTo(1);
    }
  }

  @Test
  void a_stage_has_hints() {
    assertThatThrownBy(this::run).hasMessageContaining("There are no hints for 01-sum");
  }

  @Test
  void every_test_stands_in_one_task() throws Exception {
    requireFails(GOOD.replace(", it_grows", ""), "there are no hints for [it_grows]");
    requireFails(GOOD.replace("it_adds", "it_sums"), "it_sums is no test");
    requireFails(GOOD + "## Grow\nTests: it_grows\n" + THREE, "it_grows is no test, or");
  }

  @Test
  void a_task_has_at_least_three_hints() throws Exception {
    requireFails(GOOD.replace("3. `a + b`\n", ""), "Add: only 2");
  }

  @Test
  void a_hint_is_short_and_names_neither_line_nor_solution_nor_link() throws Exception {
    requireFails(GOOD + "   So.\n".repeat(12), "more than 12 lines");
    requireFails(GOOD + "   " + "x".repeat(81), "more than 80 characters");
    requireFails(GOOD + "   See Sum.java:7.", "names a line by its number");
    requireFails(GOOD + "   See lines 7 and 8.", "names a line by its number");
    requireFails(GOOD + "   As in the solution.", "speaks of the solution too early");
    requireFails(GOOD + "   See [there](there.md).", "has a link");
  }

  @Test
  void no_hint_is_given_for_two_tasks() throws Exception {
    requireFails(
        "## Add\nTests: it_adds\n" + THREE + "## Grow\nTests: it_grows\n" + THREE,
        "01-sum: Add\n01-sum: Grow");
  }

  private void requireFails(String hints, String why) throws Exception {
    write("runner/starts/01-sum/hints.md", hints);
    assertThatThrownBy(this::run).isInstanceOf(Check.Failed.class).hasMessageContaining(why);
  }

  private void run() throws Exception {
    for (Check check : HintFiles.checks(Workshop.here())) {
      check.body().run();
    }
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
