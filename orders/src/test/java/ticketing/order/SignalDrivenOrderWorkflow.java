package ticketing.order;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** An order workflow without activities, which waits until a test signals how to end. */
public final class SignalDrivenOrderWorkflow implements OrderWorkflow, OrderSignals {
  public static final Strategy STRATEGY = new Strategy("steered", SignalDrivenOrderWorkflow.class);

  private String ticket;
  private boolean failed;
  private Optional<String> found = Optional.empty();

  @Override
  public String placeOrder(String orderId) {
    try {
      Workflow.await(() -> ticket != null || failed);
    } catch (CanceledFailure e) {
      CancellationMemo.record(found);
      throw e;
    }
    if (failed) {
      throw ApplicationFailure.newNonRetryableFailure("for the test", OrderFailures.REJECTED);
    }
    return ticket;
  }

  @Override
  public void returnTicket(String ticketId) {
    ticket = ticketId;
  }

  @Override
  public void fail() {
    failed = true;
  }

  @Override
  public void find(String ticketId) {
    found = Optional.of(ticketId);
  }
}
