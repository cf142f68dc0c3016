package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.system.Reservation;

/**
 * One attempt: validate; if there is no ticket, create. An ambiguous outcome fails the attempt, and
 * the retry policy that {@link ChildWorkflowOrderWorkflow} gave it makes the next one, after the
 * settle time.
 */
public final class TicketWorkflowImpl implements TicketWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  /** One attempt: the retry policy decides about the next. */
  private final OrderActivities once =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public String createTicket(Reservation reservation) {
    // TODO, after the parent
    throw new UnsupportedOperationException(
        "Look for the ticket; if there is none, create it; let an ambiguous outcome fail this"
            + " attempt.");
  }
}
