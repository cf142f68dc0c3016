package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.UsageException;
import ticketing.testkit.Ring;

class HintGiverTest {
  private static final String CODE = "exercises/01-sum/" + TemporaryWorkshop.CODE;
  private static final String HINTS = "runner/starts/01-sum/hints.md";

  private static final Verdict FAILS_ADDING =
      Verdict.of(List.of(test("of_my_own", false), test("it_grows", true), test("it_adds", false)));

  @TempDir private Path root;
  private final List<String> warnings = new ArrayList<>();
  private TemporaryWorkshop workshop;
  private Stage stage;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-sum");
    workshop.write(CODE, "class A { int mine; }\n");
    workshop.write(
        HINTS,
        """
        ## Grow
        Tests: it_grows
        1. Bigger.
        ## Add
        Tests: it_adds
        1. Take both.
        2. So:
           ```java
           a + b
           ```
        """);
    stage = workshop.stage("01");
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private static TestVerdict test(String name, boolean passed) {
    return new TestVerdict(name, name.replace('_', ' '), Ring.CORE, passed, "", "");
  }

  /** Returns a new hint giver, which reads its progress from disk, as a new process does. */
  private HintGiver giver() {
    return new HintGiver(stage, "./workshop hint 01", warnings::add);
  }

  private String savedProgress() {
    return Stage.text(root.resolve(".workshop/hints/01-sum.json"));
  }

  @Test
  void each_hint_goes_a_step_further() {
    assertThat(giver().next(() -> FAILS_ADDING))
        .isEqualTo(
            """
            ✗ it adds
            01-sum: Add

            Hint 1 of 3
            Take both.

            Next hint: ./workshop hint 01\
            """);
    assertThat(giver().next(() -> FAILS_ADDING))
        .contains("Hint 2 of 3\nSo:\n    a + b\n")
        .endsWith("Next, the diff against the solution: ./workshop hint 01");
    assertThat(giver().next(() -> FAILS_ADDING))
        .contains("Hint 3 of 3\n", "-   int mine;\n+   int solved;\n")
        .endsWith("\n\nThis was the last hint for this task.");
    assertThat(giver().next(() -> FAILS_ADDING))
        .isEqualTo(
            """
            ✗ it adds
            You have had all 3 hints about "Add". To read them again, type ./workshop hint 01 --again.\
            """);
  }

  @Test
  void a_test_is_chosen_by_name_or_sentence() {
    giver().next(() -> FAILS_ADDING);
    assertThat(giver().next("it_grows"))
        .startsWith("01-sum: Grow")
        .contains("Hint 1 of 2")
        .endsWith("solution: ./workshop hint 01 --test it_grows");
    assertThat(giver().next("it adds")).contains("Hint 2 of 3");
    assertThatThrownBy(() -> giver().next("it_subtracts"))
        .isInstanceOf(UsageException.class)
        .hasMessage("01-sum has no test \"it_subtracts\". Its tests are\n  it_grows\n  it_adds");
  }

  @Test
  void again_repeats_the_hints_so_far() {
    assertThatThrownBy(() -> giver().again(null))
        .hasMessage("You have had no hint yet. For the first one: ./workshop hint 01");
    giver().next(() -> FAILS_ADDING);
    giver().next(() -> FAILS_ADDING);
    String before = savedProgress();
    assertThat(giver().again(null))
        .contains("Hint 1 of 3", "Hint 2 of 3")
        .doesNotContain("Hint 3 of 3");
    assertThat(giver().again("it_adds")).contains("Hint 2 of 3");
    assertThatThrownBy(() -> giver().again("it_grows")).hasMessageContaining("it_grows");
    assertThat(savedProgress()).isEqualTo(before);
  }

  @Test
  void an_untouched_exercise_gets_hints_of_the_first_task() throws Exception {
    workshop.write(CODE, "class A {}\n");
    assertThat(giver().next(() -> FAILS_ADDING)).startsWith("01-sum: Grow");
  }

  @Test
  void no_hint_is_used_where_none_helps() throws Exception {
    assertThat(giver().next(() -> Verdict.of("Sum.java:1: ';' expected")))
        .isEqualTo("Sum.java:1: ';' expected\nFix this first. No hint is used up.");
    assertThat(giver().next(() -> Verdict.of(List.of(test("it_adds", true)))))
        .startsWith("All tests of 01-sum pass")
        .endsWith("./workshop");
    assertThatThrownBy(() -> giver().next(() -> Verdict.of(List.of(test("of_my_own", false)))))
        .hasMessageContaining("no hint about of_my_own");
    assertThat(root.resolve(".workshop")).doesNotExist();
  }

  @Test
  void a_hint_is_given_where_nothing_can_be_saved() throws Exception {
    workshop.write(".workshop", "a file where the folder should be");
    assertThat(giver().next(() -> FAILS_ADDING)).contains("Hint 1 of 3");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("Could not save your hint progress. Cannot write ");
  }

  @Test
  void damaged_progress_counts_as_none() throws Exception {
    for (String damaged :
        List.of("", "null", "[", "{}", "{\"Add\":null}", "{\"Add\":\"x\"}", "7")) {
      workshop.write(".workshop/hints/01-sum.json", damaged);
      assertThat(giver().next(() -> FAILS_ADDING)).as(damaged).contains("Hint 1 of 3");
    }
    workshop.write(".workshop/hints/01-sum.json", "{\"Add\":99}");
    assertThat(giver().next(() -> FAILS_ADDING)).contains("all 3 hints");
    assertThat(warnings).isEmpty();
  }
}
