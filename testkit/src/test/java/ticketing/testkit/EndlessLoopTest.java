package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;

/** Tests that an endless loop is distinguished from a workflow that pauses. */
class EndlessLoopTest {
  private static final Strategy STRATEGY = new Strategy("00-test", Workflow.class);

  private static volatile boolean begun;
  private static volatile boolean ended;

  /** Provides only its class: the test starts the threads itself. */
  private static final class Workflow implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      return orderId;
    }
  }

  @Test
  void work_without_pauses_is_an_endless_loop() throws Exception {
    assertThat(isInEndlessLoopWith(() -> {})).isTrue();
  }

  @Test
  void work_with_pauses_is_no_endless_loop() throws Exception {
    assertThat(isInEndlessLoopWith(() -> LockSupport.parkNanos(20_000_000))).isFalse();
  }

  private static boolean isInEndlessLoopWith(Runnable pause) throws InterruptedException {
    begun = false;
    ended = false;
    Thread thread = new Thread(() -> workAndPause(pause));
    thread.start();
    try {
      assertThat(ShortWait.until(() -> begun)).isTrue();
      return WorkflowThreads.isInEndlessLoop(STRATEGY);
    } finally {
      ended = true;
      thread.join();
    }
  }

  private static void workAndPause(Runnable pause) {
    begun = true;
    while (!ended) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < 20_000_000) {
        Thread.onSpinWait();
      }
      pause.run();
    }
  }
}
