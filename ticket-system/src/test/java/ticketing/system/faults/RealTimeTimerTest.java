package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timer of what runs in real time. How long it takes is not measured here. */
@Timeout(10)
class RealTimeTimerTest {
  private final Timer timer = Timer.realTime();

  @Test
  void an_action_runs_on_a_thread_that_does_not_keep_the_process_alive() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    timer.after(Duration.ZERO, () -> ran.complete(Thread.currentThread()));

    assertThat(ran.join()).isNotEqualTo(Thread.currentThread()).matches(Thread::isDaemon);
  }

  @Test
  void within_a_limit_an_action_runs_unless_the_machine_is_too_busy() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    do {
      timer.within(Duration.ofMillis(100), end -> ran.countDown());
    } while (!ran.await(200, TimeUnit.MILLISECONDS));

    assertThat(ran.getCount()).isZero();
  }

  @Test
  void what_cannot_run_within_its_limit_never_runs() {
    List<String> ran = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> later = new CompletableFuture<>();
    timer.within(Duration.ZERO, end -> ran.add("too late"));
    timer.after(Duration.ofMillis(1), () -> later.complete(null));
    later.join();

    assertThat(ran).isEmpty();
  }
}
