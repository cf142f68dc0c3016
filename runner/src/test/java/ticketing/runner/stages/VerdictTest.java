package ticketing.runner.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ticketing.testkit.Ring;

class VerdictTest {
  private static final Verdict PASSES = Verdict.of(List.of(test("a", Ring.CORE, true)));

  private static TestVerdict test(String name, Ring ring, boolean passed) {
    return new TestVerdict(name, name, ring, passed, "", "");
  }

  @Test
  void core_is_done_when_all_core_tests_pass() {
    Verdict fails = Verdict.of(List.of(test("a", Ring.CORE, false)));
    assertThat(PASSES.isCoreDone()).isTrue();
    assertThat(PASSES.isAllDone()).isTrue();
    assertThat(fails.isCoreDone()).isFalse();
  }

  @Test
  void a_failing_stretch_test_leaves_core_done() {
    TestVerdict stretch = test("b", Ring.STRETCH, false);
    Verdict both = Verdict.of(List.of(test("a", Ring.CORE, true), stretch));
    assertThat(both.isCoreDone()).isTrue();
    assertThat(both.isAllDone()).isFalse();
    assertThat(both.failures()).startsWith(stretch);
  }

  @Test
  void nothing_is_done_without_a_test_run() {
    assertThat(Verdict.of("does not compile").isCoreDone()).isFalse();
    assertThat(Verdict.of(List.of()).isCoreDone()).isFalse();
  }
}
