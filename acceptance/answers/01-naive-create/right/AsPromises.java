// Why: somebody is used to futures
// Passes: core
package ticketing.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
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
    Promise<Token> token = Async.function(activities::issueToken, orderId);
    return token
        .thenCompose(
            issued ->
                Async.function(activities::findReservation, issued, orderId)
                    .thenCompose(found -> Async.function(activities::createTicket, issued, found)))
        .get();
  }
}
