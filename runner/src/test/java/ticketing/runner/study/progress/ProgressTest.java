package ticketing.runner.study.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;

class ProgressTest {
  private static final String CODE = "exercises/01-first/src/main/java/A.java";
  private static final String TEST = "exercises/01-first/src/test/java/ATest.java";
  private static final Verdict PASSES =
      Verdict.of(List.of(new TestVerdict("a", "a", false, true, "", "")));
  private static final Verdict FAILS =
      Verdict.of(List.of(new TestVerdict("a", "a", false, false, "no", "no\nnot at all")));

  @TempDir private Path root;
  private Stage stage;
  private Progress progress;

  @BeforeEach
  void layOut() throws Exception {
    write("solutions/01-first/pom.xml", "");
    write(CODE, "class A {}\n");
    write(TEST, "class ATest {}\n");
    System.setProperty("workshop.root", root.toString());
    stage = Workshop.here().stage("01");
    progress = new Progress(Workshop.here());
  }

  @AfterEach
  void forget() {
    System.clearProperty("workshop.root");
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void keep(Verdict verdict) {
    progress.keep(stage, Fingerprint.ofCode(stage), verdict);
  }

  @Test
  void a_verdict_is_known_as_long_as_the_code_is_the_same() throws Exception {
    assertThat(progress.of(stage)).isEmpty();
    keep(PASSES);
    assertThat(new Progress(Workshop.here()).of(stage)).contains(PASSES);
    write(CODE, "class A {}\r\n");
    assertThat(progress.of(stage)).as("line ends apart").contains(PASSES);
    write(CODE, "class A { }\n");
    assertThat(progress.of(stage)).isEmpty();
  }

  @Test
  void an_edit_that_is_taken_back_brings_its_verdict_back() throws Exception {
    keep(PASSES);
    write(CODE, "class A { int a; }\n");
    keep(FAILS);
    assertThat(progress.of(stage)).contains(FAILS);
    write(CODE, "class A {}\n");
    assertThat(progress.of(stage)).contains(PASSES);
  }

  @Test
  void the_newest_verdict_on_the_same_code_counts() {
    keep(PASSES);
    keep(FAILS);
    assertThat(progress.of(stage)).contains(FAILS);
  }

  @Test
  void other_tests_make_a_verdict_unknown_and_the_old_ones_bring_it_back() throws Exception {
    keep(PASSES);
    write(TEST, "class ATest { int more; }\n");
    assertThat(progress.of(stage)).isEmpty();
    write(TEST, "class ATest {}\n");
    assertThat(progress.of(stage)).contains(PASSES);
  }

  @Test
  void what_cannot_be_read_is_as_if_nothing_was_known_and_is_replaced() throws Exception {
    write(".workshop/progress/01-first.json", "{ torn");
    assertThat(progress.of(stage)).isEmpty();
    keep(PASSES);
    assertThat(progress.of(stage)).contains(PASSES);
  }

  @Test
  void a_verdict_knows_what_is_done() {
    TestVerdict stretch = new TestVerdict("b", "b", true, false, "no", "no");
    assertThat(PASSES.isCoreDone()).isTrue();
    assertThat(PASSES.isAllDone()).isTrue();
    assertThat(FAILS.isCoreDone()).isFalse();
    assertThat(PASSES.and(Verdict.of(List.of(stretch))).isCoreDone()).isTrue();
    assertThat(PASSES.and(Verdict.of(List.of(stretch))).isAllDone()).isFalse();
    assertThat(PASSES.and(Verdict.of(List.of(stretch))).firstFailure()).contains(stretch);
    assertThat(Verdict.of("does not compile").isCoreDone()).isFalse();
    assertThat(Verdict.of(List.of()).isCoreDone()).as("no test ran").isFalse();
  }
}
