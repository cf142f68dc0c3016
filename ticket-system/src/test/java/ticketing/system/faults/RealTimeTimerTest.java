package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests {@link Timer#realTime}, except its accuracy. */
@Timeout(10)
class RealTimeTimerTest {
  private final Timer timer = Timer.realTime();

  @Test
  void an_action_runs_on_a_daemon_thread() throws Exception {
    assertThat(threadOfAnAction()).isNotEqualTo(Thread.currentThread()).matches(Thread::isDaemon);
  }

  @Test
  void what_cannot_run_within_its_limit_never_runs() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    timer.within(Duration.ZERO, end -> ran.add("too late"));
    threadOfAnAction();

    assertThat(ran).isEmpty();
  }

  /** Runs an action; retries if this machine is too busy to keep the limit. */
  private Thread threadOfAnAction() throws InterruptedException {
    BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
    Thread thread;
    do {
      timer.within(Duration.ofMillis(100), end -> ran.add(Thread.currentThread()));
      thread = ran.poll(200, TimeUnit.MILLISECONDS);
    } while (thread == null);
    return thread;
  }
}
