package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.CommandContext;
import ticketing.testkit.Ring;

class StageVerdictsTest {
  private static final String CODE = "exercises/01-first/" + TemporaryWorkshop.CODE;
  private static final String TEST = "exercises/01-first/" + TemporaryWorkshop.TEST;
  private static final Verdict PASSES =
      Verdict.of(List.of(new TestVerdict("a", "a", Ring.CORE, true, "", "")));
  private static final Verdict FAILS =
      Verdict.of(List.of(new TestVerdict("a", "a", Ring.CORE, false, "no", "no\nnot at all")));

  @TempDir private Path root;
  private TemporaryWorkshop workshop;
  private Stage stage;
  private StageVerdicts verdicts;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
    stage = workshop.stage("01");
    verdicts = verdicts();
  }

  @AfterEach
  void close() {
    verdicts.close();
    workshop.close();
  }

  private static StageVerdicts verdicts() {
    return new StageVerdicts(CommandContext.ofProcess());
  }

  private Optional<Verdict> saved() {
    return verdicts.saved(stage);
  }

  private void save(Verdict verdict) {
    verdicts.save(stage, stage.fingerprint(), verdict);
  }

  @Test
  void a_verdict_is_known_while_the_code_is_unchanged() throws Exception {
    assertThat(saved()).isEmpty();
    save(PASSES);
    try (StageVerdicts ofAnotherCommand = verdicts()) {
      assertThat(ofAnotherCommand.saved(stage)).contains(PASSES);
    }
    workshop.write(CODE, "class A {}\r\n");
    assertThat(saved()).as("apart from line ends").contains(PASSES);
    workshop.write(CODE, "class A { }\n");
    assertThat(saved()).isEmpty();
  }

  @Test
  void only_the_newest_verdict_is_kept() throws Exception {
    save(FAILS);
    save(PASSES);
    assertThat(saved()).contains(PASSES);
    workshop.write(CODE, "class A { int a; }\n");
    save(FAILS);
    assertThat(saved()).contains(FAILS);
    workshop.write(CODE, "class A {}\n");
    assertThat(saved()).isEmpty();
  }

  @Test
  void a_verdict_on_other_code_is_not_saved() {
    verdicts.save(stage, "a fingerprint of before", PASSES);
    assertThat(saved()).isEmpty();
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
    workshop.write(".workshop/progress/01-first.json", "{ torn");
    assertThat(saved()).isEmpty();
    save(PASSES);
    assertThat(saved()).contains(PASSES);
  }
}
