package ticketing.acceptance.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.Program;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Stage;

/** Works through the exercises in a terminal. Each test continues where the previous test ended. */
@Tag("process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkthroughTest {
  private static Path copy;
  private static TmuxSession terminal;

  @BeforeAll
  static void openTerminal() throws Exception {
    assumeTrue(Program.onPath("tmux").isPresent(), "tmux is not installed");
    copy = WorkshopCopy.create();
    // The workshop is already built.
    Files.writeString(
        copy.resolve("workshop"), "#!/bin/sh\nexec java @runner/target/workshop.args \"$@\"\n");
    terminal = new TmuxSession(copy);
  }

  @AfterAll
  static void closeTerminal() throws Exception {
    if (terminal != null) {
      terminal.close();
    }
  }

  @Test
  @Order(0)
  void the_board_says_where_to_begin() throws Exception {
    terminal.type("./workshop");
    terminal.awaitText("▸ 01-naive-create             not started", "./workshop watch 01");
  }

  @Test
  @Order(1)
  void watch_explains_a_compile_error_and_gives_hints() throws Exception {
    Exercise exercise = new Exercise(copy, "01");
    terminal.type("./workshop watch 01");
    terminal.awaitText("core     ✓✗✗✗✗✗  1 of 6", "h hint");
    terminal.type("h");
    terminal.awaitText("Hint 1 of");
    terminal.type("c");
    terminal.awaitText("You have not written anything yet");
    exercise.writeBody("return order;");
    terminal.awaitText("does not compile", exercise.place(), "variable order");
    exercise.writeAnswer("wrong/OneAttemptOnTheCreate");
    terminal.awaitText("✗ an order survives an outage of every service");
    terminal.type("c");
    terminal.awaitText("type c again");
    terminal.type("c");
    terminal.awaitText("- yours, + the solution.");
    terminal.type("h");
    terminal.awaitText("Hint ");
    exercise.solve();
    terminal.awaitText("All of 01-naive-create passes");
  }

  @Test
  @Order(2)
  void watch_survives_endless_loops_changed_tests_and_quick_saves() throws Exception {
    Exercise exercise = new Exercise(copy, "02");
    terminal.type("n");
    terminal.awaitText("core     ✓✗✗✗✗✗✗  1 of 7");
    exercise.writeBody("while (true) { orderId.trim(); }");
    terminal.awaitText("in an endless loop at " + exercise.place());
    exercise.writeAnswer("wrong/OneAttemptOnEverything");
    terminal.awaitText("✗ outages of read only calls are still survived");
    Path test =
        copy.resolve("exercises/02-max-attempts-one/src/test/java/ticketing/maxattempts")
            .resolve("MaxAttemptsOneTest.java");
    String before = Stage.text(test);
    Files.writeString(test, before + "// looked at\n");
    terminal.awaitText("! Not the original: MaxAttemptsOneTest.java");
    terminal.type("");
    terminal.awaitText("testing …");
    // Saves in the middle of a test run.
    Files.writeString(test, before);
    exercise.solve();
    terminal.awaitText("All of 02-max-attempts-one passes");
  }

  @Test
  @Order(3)
  void watch_finds_counterexamples_beyond_core() throws Exception {
    Exercise exercise = new Exercise(copy, "03");
    terminal.type("n");
    terminal.awaitText("core     ✓✗✗✗✗✗✗✗  1 of 8");
    exercise.solveCore();
    terminal.awaitText("Core of 03-validate-loop passes", "stretch ");
    terminal.type("p");
    terminal.awaitText("The token has expired", "See it again");
    exercise.solve();
    terminal.awaitText("All of 03-validate-loop passes");
  }

  @Test
  @Order(4)
  void the_board_says_when_all_is_done() throws Exception {
    Exercise exercise = new Exercise(copy, "04");
    terminal.type("n");
    terminal.awaitText("core     ✓✗✗✗✗✗✗✗  1 of 8");
    exercise.solve();
    terminal.awaitText("All of 04-child-workflow-variant passes");
    terminal.type("q");
    terminal.awaitPrompt();
    terminal.type("./workshop");
    terminal.awaitText("All rings of all exercises pass");
  }

  @Test
  @Order(5)
  void reset_makes_a_backup_and_catch_up_copies_solutions() throws Exception {
    Exercise exercise = new Exercise(copy, "03");
    terminal.type("./workshop reset 03; ./workshop");
    terminal.awaitText("▸ 03-validate-loop            not started");
    terminal.type("./workshop restore last; ./workshop");
    terminal.awaitText("All rings of all exercises pass");
    assertThat(exercise.file()).content().isEqualTo(exercise.start());
    terminal.type("./workshop reset 01; ./workshop reset 02; ./workshop catch-up 03; ./workshop");
    terminal.awaitText("All rings of all exercises pass");
  }
}
