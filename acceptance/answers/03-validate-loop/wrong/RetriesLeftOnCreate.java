// Why: the loop looks before it creates, so the create seems safe
// Caught by: a_lost_response_does_not_sell_the_seat_twice
// Counterexample: fresh,after
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
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
        return activities.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
      }
      Workflow.sleep(reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag()));
    }
  }
}
