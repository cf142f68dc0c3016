package ticketing.runner.study.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

class SavedVerdictsTest {
  private static final String CODE = "exercises/01-first/" + TemporaryWorkshop.CODE;
  private static final String TEST = "exercises/01-first/" + TemporaryWorkshop.TEST;
  private static final Verdict PASSES =
      Verdict.of(List.of(new TestVerdict("a", "a", false, true, "", "")));
  private static final Verdict FAILS =
      Verdict.of(List.of(new TestVerdict("a", "a", false, false, "no", "no\nnot at all")));

  @TempDir private Path root;
  private TemporaryWorkshop workshop;
  private Stage stage;
  private SavedVerdicts saved;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
    stage = workshop.stage("01");
    saved = new SavedVerdicts(Workshop.here());
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private String fingerprint() {
    return Fingerprint.of(Workshop.here(), stage);
  }

  private Optional<Verdict> saved() {
    return saved.of(stage, fingerprint());
  }

  private void save(Verdict verdict) {
    saved.save(stage, fingerprint(), verdict);
  }

  @Test
  void a_verdict_is_known_while_the_code_is_unchanged() throws Exception {
    assertThat(saved()).isEmpty();
    save(PASSES);
    assertThat(new SavedVerdicts(Workshop.here()).of(stage, fingerprint())).contains(PASSES);
    workshop.write(CODE, "class A {}\r\n");
    assertThat(saved()).as("line ends apart").contains(PASSES);
    workshop.write(CODE, "class A { }\n");
    assertThat(saved()).isEmpty();
  }

  @Test
  void an_undone_edit_brings_its_verdict_back() throws Exception {
    save(PASSES);
    workshop.write(CODE, "class A { int a; }\n");
    save(FAILS);
    assertThat(saved()).contains(FAILS);
    workshop.write(CODE, "class A {}\n");
    assertThat(saved()).contains(PASSES);
  }

  @Test
  void the_newest_verdict_on_the_same_code_counts() {
    save(PASSES);
    save(FAILS);
    assertThat(saved()).contains(FAILS);
  }

  @Test
  void edited_tests_make_the_verdict_unknown() throws Exception {
    save(PASSES);
    workshop.write(TEST, "class ATest { int more; }\n");
    assertThat(saved()).isEmpty();
    workshop.write(TEST, "class ATest {}\n");
    assertThat(saved()).contains(PASSES);
  }

  @Test
  void an_unreadable_file_is_replaced() throws Exception {
    workshop.write(".workshop/progress/01-first/" + fingerprint() + ".json", "{ torn");
    assertThat(saved()).isEmpty();
    save(PASSES);
    assertThat(saved()).contains(PASSES);
  }
}
