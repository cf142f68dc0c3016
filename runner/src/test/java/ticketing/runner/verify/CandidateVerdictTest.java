package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two verdicts on the same code are the same only if every test says the same. */
@Timeout(20)
class CandidateVerdictTest {
  private static final String TESTS =
      """
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;

      class SumTest {
        @Test @Tag("core") void it_adds() { assertEquals(5, Sum.of(2, 3)); }
        @Test @Tag("stretch") void it_adds_twice() { assertEquals(4, Sum.of(2, 2)); }
      }
      """;

  @TempDir private Path folder;

  @Test
  void code_is_judged_by_core_and_stretch() throws Exception {
    CandidateVerdict verdict = verdictOn("return a * b;");

    assertThat(verdict.problem()).isEmpty();
    assertThat(verdict.tests().get("it_adds")).contains("expected: <5> but was: <6>");
    assertThat(verdict.tests()).containsEntry("it_adds_twice", "").hasSize(2);
  }

  @Test
  void code_that_does_not_compile_is_told_with_its_place() throws Exception {
    assertThat(verdictOn("return a + b").problem()).isEqualTo("does not compile at Sum.java:1");
  }

  @Test
  void code_without_a_test_has_no_verdict() throws Exception {
    write("src/main/java/Sum.java", "class Sum {}");

    assertThat(CandidateVerdict.inThisJvm(folder).problem())
        .isEqualTo("no test ran: none was found");
  }

  @Test
  void the_same_verdicts_have_no_difference() throws Exception {
    CandidateVerdict other = ran(Map.of("it_adds", "told otherwise", "it_adds_twice", ""));

    assertThat(verdictOn("return a * b;").differences("here", other, "there")).isEmpty();
  }

  @Test
  void a_test_that_passes_here_and_fails_there_is_a_difference() {
    assertThat(ran(Map.of("a", "")).differences("here", ran(Map.of("a", "Why\n  so")), "there"))
        .containsExactly("a: here: passed; there: failed (Why | so)");
  }

  @Test
  void a_test_that_is_not_there_is_a_difference() {
    assertThat(ran(Map.of("a", "")).differences("here", ran(Map.of("b", "")), "there"))
        .containsExactly("a: here: passed; there: not there", "b: here: not there; there: passed");
  }

  @Test
  void code_that_compiles_here_or_elsewhere_is_a_difference() {
    CandidateVerdict other = CandidateVerdict.doesNotCompile("Sum.java:1");

    assertThat(ran(Map.of("a", "")).differences("here", other, "there"))
        .containsExactly("here: 1 tests ran; there: does not compile at Sum.java:1");
    assertThat(CandidateVerdict.doesNotCompile("Sum.java:2").differences("here", other, "there"))
        .hasSize(1);
  }

  private static CandidateVerdict ran(Map<String, String> tests) {
    return new CandidateVerdict("", tests);
  }

  private CandidateVerdict verdictOn(String body) throws Exception {
    write("src/main/java/Sum.java", "class Sum { static int of(int a, int b) { " + body + " } }");
    write("src/test/java/SumTest.java", TESTS);
    return CandidateVerdict.inThisJvm(folder);
  }

  private void write(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
