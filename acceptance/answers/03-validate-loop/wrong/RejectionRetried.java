// Why: the loop goes on until there is a ticket, whatever happens
// Caught by: a_declined_payment_ends_the_order_without_a_ticket
// Counterexample: fresh,reject
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class ValidateLoopOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  private final OrderActivities once =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    while (true) {
      Optional<String> ticket = activities.findTicket(orderId);
      if (ticket.isPresent()) {
        return ticket.get();
      }
      try {
        return once.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        // Once more.
      }
      Workflow.sleep(reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag()));
    }
  }
}
