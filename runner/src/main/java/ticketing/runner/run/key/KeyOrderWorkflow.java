package ticketing.runner.run.key;

import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

/**
 * Stage 01 again: token, reservation, create, and default retries. It is right, for it calls a
 * ticket system that keeps the client's reference unique, so that a create may be made again. What
 * it has more than stage 01 is an answer when it is cancelled: a create that was begun is brought
 * to its end, and the ticket's number is kept.
 *
 * @see ticketing.system.UniqueReferenceTicketSystem
 */
public final class KeyOrderWorkflow implements OrderWorkflow {

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
    try {
      return activities.createTicket(token, reservation);
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        Workflow.newDetachedCancellationScope(
                () -> CancellationMemo.record(answerTo(token, reservation)))
            .run();
      }
    }
  }

  /** The answer to the create, the same however often it is asked for. */
  private Optional<String> answerTo(Token token, Reservation reservation) {
    try {
      return Optional.of(activities.createTicket(token, reservation));
    } catch (ActivityFailure failure) {
      if (OrderFailures.isRejected(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
