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

/** Tests {@link Timer#realTime}, but not how long it takes. */
@Timeout(10)
class RealTimeTimerTest {
  private final Timer timer = Timer.realTime();

  @Test
  void actions_run_on_a_daemon_thread() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    timer.after(Duration.ZERO, () -> ran.complete(Thread.currentThread()));

    assertThat(ran.join()).isNotEqualTo(Thread.currentThread()).matches(Thread::isDaemon);
  }

  @Test
  void an_action_runs_within_its_limit() throws Exception {
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
