package ticketing.runner.setup.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {

  @Test
  void what_was_found_is_returned() throws InterruptedException {
    Finding fine = Finding.fine("Git 2");
    assertThat(new Examination("Git", () -> List.of(fine)).findings()).containsExactly(fine);
  }

  @Test
  void an_unexpected_failure_is_a_finding_with_its_message() throws InterruptedException {
    Examination failing =
        new Examination(
            "Git",
            () -> {
              throw new IOException("no such folder");
            });
    assertThat(failing.findings()).singleElement().matches(f -> f.state() == State.BROKEN);
    assertThat(failing.findings().get(0).what()).contains("Git", "no such folder");
  }

  @Test
  void an_error_is_a_finding_too() throws InterruptedException {
    Examination failing =
        new Examination(
            "Git",
            () -> {
              throw new NoClassDefFoundError("gone");
            });
    assertThat(failing.findings()).singleElement().matches(f -> f.what().contains("gone"));
  }

  @Test
  void an_examination_that_hangs_is_given_up() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Examination hanging =
        new Examination(
            "Git",
            Duration.ofMillis(50),
            () -> {
              never.await();
              return List.of();
            });
    assertThat(hanging.findings()).singleElement().matches(f -> f.state() == State.BROKEN);
  }
}
