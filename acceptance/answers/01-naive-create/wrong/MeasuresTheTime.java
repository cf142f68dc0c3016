// Why: somebody wants to know how long the ticket system takes
// Caught by: the_workflow_code_is_deterministic
package ticketing.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class NaiveOrderWorkflow implements OrderWorkflow {

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
    long begin = System.currentTimeMillis();
    String ticket = activities.createTicket(token, reservation);
    Workflow.getLogger(NaiveOrderWorkflow.class).info("{} ms", System.currentTimeMillis() - begin);
    return ticket;
  }
}
