package ticketing.mutations;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import ticketing.naive.OrderWorker;
import ticketing.testkit.ExplainedFailure;
import ticketing.testkit.TestOrder;

/**
 * Places an order before the first test of each JVM, of which PIT starts many. On a busy machine,
 * the first order may take longer than a test waits; the mutant would count as killed.
 */
public final class WarmUp implements TestExecutionListener {
  private static final int TRIES = 4;
  private static boolean warm;

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan plan) {
    for (int i = 0; i < TRIES && !warm; i++) {
      try {
        TestOrder.of(OrderWorker.STRATEGY).place();
        warm = true;
      } catch (ExplainedFailure e) {
        // Too slow; or this code is mutated, and the last try is as good as any.
      }
    }
    warm = true;
  }
}
