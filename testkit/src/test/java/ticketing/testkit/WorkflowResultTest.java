package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;

/** An endless loop is distinguished from a workflow that works now and then. */
class WorkflowResultTest {
  private static final Strategy STRATEGY = new Strategy("00-test", Workflow.class);

  private static volatile boolean ended;

  /** Its threads, in these tests, run without Temporal. */
  private static final class Workflow implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      return orderId;
    }
  }

  @Test
  void an_endless_loop_is_burning() throws Exception {
    assertThat(isBurningWhile(() -> {})).isTrue();
  }

  @Test
  void work_with_pauses_is_not_burning() throws Exception {
    assertThat(isBurningWhile(() -> LockSupport.parkNanos(20_000_000))).isFalse();
  }

  private static boolean isBurningWhile(Runnable pause) throws InterruptedException {
    ended = false;
    Thread thread = new Thread(() -> workAndPause(pause));
    thread.start();
    try {
      ShortWait.until(() -> thread.getState() == Thread.State.RUNNABLE);
      return WorkflowResult.isBurning(STRATEGY);
    } finally {
      ended = true;
      thread.join();
    }
  }

  private static void workAndPause(Runnable pause) {
    while (!ended) {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < 20_000_000) {
        Thread.onSpinWait();
      }
      pause.run();
    }
  }
}
