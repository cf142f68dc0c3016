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

/** The checks of answers fail where an answer is not what its first lines say. */
@Timeout(20)
class AnswersTest {
  private static final String TESTS =
      """
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import static org.junit.jupiter.api.Assertions.assertTrue;
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;

      class SumTest {
        @Test @Tag("core") void it_adds() { assertEquals(5, Sum.of(2, 3)); }
        @Test @Tag("core") void it_grows() { assertTrue(Sum.of(2, 2) > 2); }
        @Test @Tag("stretch") void it_adds_negative_numbers() { assertEquals(-5, Sum.of(-2, -3)); }
      }
      """;

  @TempDir private Path root;

  @BeforeEach
  void layOut() throws Exception {
    write("solutions/01-sum/pom.xml", "");
    write("solutions/01-sum/src/main/java/Sum.java", sum("a + b"));
    write("solutions/01-sum/src/test/java/SumTest.java", TESTS);
    System.setProperty("workshop.root", root.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("workshop.root");
  }

  @Test
  void a_wrong_answer_is_caught_by_each_test_that_it_names() throws Exception {
    wrong("// Why: a slip\n// Caught by: it_adds\n// Caught by:\n// it_grows\n", "a - b");

    assertThat(run()).isEqualTo(1);
  }

  @Test
  void a_wrong_answer_that_another_test_catches_is_told_with_that_test() throws Exception {
    wrong("// Why: a slip\n// Caught by: it_grows\n", "a * b");

    assertThatThrownBy(this::run)
        .isInstanceOf(Check.Failed.class)
        .hasMessageContaining("passed, or not there: [it_grows]")
        .hasMessageContaining("failed: [it_adds, it_adds_negative_numbers]");
  }

  @Test
  void a_wrong_answer_that_one_of_two_tests_catches_is_not_caught() throws Exception {
    wrong("// Why: a slip\n// Caught by: it_adds\n// Caught by: it_grows\n", "a * b");

    assertThatThrownBy(this::run).hasMessageContaining("not there: [it_grows]");
  }

  @Test
  void a_test_that_is_not_there_catches_nothing() throws Exception {
    wrong("// Why: a slip\n// Caught by: it_subtracts\n", "a - b");

    assertThatThrownBy(this::run).hasMessageContaining("not there: [it_subtracts]");
  }

  @Test
  void an_answer_has_a_reason() throws Exception {
    wrong("// Why:\n// Caught by: it_adds\n", "a - b");

    assertThatThrownBy(this::run).hasMessage("it has no line // Why:");
  }

  @Test
  void a_right_answer_passes_the_tests_that_it_names_and_no_others_are_run() throws Exception {
    write(
        "acceptance/answers/01-sum/right/R.java", right("core", "Math.abs(a) + Math.abs(b)"));

    assertThat(run()).isEqualTo(1);
  }

  @Test
  void a_right_answer_that_fails_is_told_with_the_test() throws Exception {
    write(
        "acceptance/answers/01-sum/right/R.java",
        right("core, stretch", "Math.abs(a) + Math.abs(b)"));

    assertThatThrownBy(this::run).hasMessageContaining("it_adds_negative_numbers");
  }

  private int run() throws Exception {
    return Answers.checks(Workshop.here()).get(0).body().run();
  }

  private void wrong(String header, String sum) throws Exception {
    write("acceptance/answers/01-sum/wrong/W.java", header + sum(sum));
  }

  private static String right(String tags, String sum) {
    return "// Why: another way\n// Passes: " + tags + "\n" + sum(sum);
  }

  private static String sum(String sum) {
    return "final class Sum { static int of(int a, int b) { return " + sum + "; } }\n";
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
