// Why: the activities may be written in another language
// Passes: core
package ticketing.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class NaiveOrderWorkflow implements OrderWorkflow {

  private final ActivityStub activities =
      Workflow.newUntypedActivityStub(
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.execute("IssueToken", Token.class, orderId);
    Reservation reservation =
        activities.execute("FindReservation", Reservation.class, token, orderId);
    return activities.execute("CreateTicket", String.class, token, reservation);
  }
}
