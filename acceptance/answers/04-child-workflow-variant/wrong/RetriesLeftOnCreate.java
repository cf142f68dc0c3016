// Why: activities are retried, that is what Temporal is for
// Caught by: a_lost_response_does_not_sell_the_seat_twice
// Counterexample: fresh,after
package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class TicketWorkflowImpl implements TicketWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String createTicket(Reservation reservation) {
    try {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      return ticket.isPresent() ? ticket.get() : createOnce(reservation);
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        ChildWorkflowOrderWorkflow.settleBeforeClosing(activities, reservation);
      }
    }
  }

  private String createOnce(Reservation reservation) {
    Token token = activities.issueToken(reservation.orderId());
    try {
      return activities.createTicket(token, reservation);
    } catch (ActivityFailure failure) {
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }
}
