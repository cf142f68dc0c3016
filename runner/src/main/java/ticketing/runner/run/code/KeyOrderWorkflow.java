package ticketing.runner.run.code;

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
 * Stage 01 again: token, reservation, create, and default retries. It sells one ticket, because it
 * calls a {@link ticketing.system.UniqueReferenceTicketSystem}: a create can be retried. Unlike
 * stage 01, it completes the create when it is cancelled, and records the ticket's number.
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
    try {
      Token token = activities.issueToken(orderId);
      Reservation reservation = activities.findReservation(token, orderId);
      try {
        return createTicket(token, reservation);
      } finally {
        if (CancellationScope.current().isCancelRequested()) {
          Workflow.newDetachedCancellationScope(
                  () -> CancellationMemo.record(answerTo(token, reservation)))
              .run();
        }
      }
    } catch (ActivityFailure failure) {
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }

  /** Returns the ticket of the create, the same however often it is retried. */
  private String createTicket(Token first, Reservation reservation) {
    Token token = first;
    while (true) {
      try {
        return activities.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        if (!OrderFailures.isNotSent(failure)) {
          throw failure;
        }
        // A cancelled order completes its create in a detached scope.
        boolean completes = CancellationScope.current().isDetached();
        if (Workflow.getInfo().isContinueAsNewSuggested() && !completes) {
          Workflow.continueAsNew(reservation.orderId());
        }
        token = activities.issueToken(reservation.orderId());
      }
    }
  }

  /** Completes the create; returns its ticket, or empty if it is rejected. */
  private Optional<String> answerTo(Token token, Reservation reservation) {
    try {
      return Optional.of(createTicket(token, reservation));
    } catch (ActivityFailure rejection) {
      return Optional.empty();
    }
  }
}
