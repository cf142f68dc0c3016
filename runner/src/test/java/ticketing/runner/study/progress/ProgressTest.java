package ticketing.runner.study.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;

class ProgressTest {
  private static final String CODE = "exercises/01-first/" + TemporaryWorkshop.CODE;
  private static final String TEST = "exercises/01-first/" + TemporaryWorkshop.TEST;
  private static final Verdict PASSES =
      Verdict.of(List.of(new TestVerdict("a", "a", false, true, "", "")));
  private static final Verdict FAILS =
      Verdict.of(List.of(new TestVerdict("a", "a", false, false, "no", "no\nnot at all")));

  @TempDir private Path root;
  private TemporaryWorkshop workshop;
  private Stage stage;
  private Progress progress;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
    stage = workshop.stage("01");
    progress = new Progress(Workshop.here());
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private void keep(Verdict verdict) {
    progress.keep(stage, Fingerprint.ofCode(stage), verdict);
  }

  @Test
  void a_verdict_is_known_while_the_code_is_unchanged() throws Exception {
    assertThat(progress.of(stage)).isEmpty();
    keep(PASSES);
    assertThat(new Progress(Workshop.here()).of(stage)).contains(PASSES);
    workshop.write(CODE, "class A {}\r\n");
    assertThat(progress.of(stage)).as("line ends apart").contains(PASSES);
    workshop.write(CODE, "class A { }\n");
    assertThat(progress.of(stage)).isEmpty();
  }

  @Test
  void an_undone_edit_brings_its_verdict_back() throws Exception {
    keep(PASSES);
    workshop.write(CODE, "class A { int a; }\n");
    keep(FAILS);
    assertThat(progress.of(stage)).contains(FAILS);
    workshop.write(CODE, "class A {}\n");
    assertThat(progress.of(stage)).contains(PASSES);
  }

  @Test
  void the_newest_verdict_on_the_same_code_counts() {
    keep(PASSES);
    keep(FAILS);
    assertThat(progress.of(stage)).contains(FAILS);
  }

  @Test
  void edited_tests_make_the_verdict_unknown() throws Exception {
    keep(PASSES);
    workshop.write(TEST, "class ATest { int more; }\n");
    assertThat(progress.of(stage)).isEmpty();
    workshop.write(TEST, "class ATest {}\n");
    assertThat(progress.of(stage)).contains(PASSES);
  }

  @Test
  void an_unreadable_file_is_replaced() throws Exception {
    workshop.write(".workshop/progress/01-first.json", "{ torn");
    assertThat(progress.of(stage)).isEmpty();
    keep(PASSES);
    assertThat(progress.of(stage)).contains(PASSES);
  }
}
