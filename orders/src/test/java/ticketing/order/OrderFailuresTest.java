package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that wrapped failures are recognized. */
@Timeout(10)
class OrderFailuresTest {
  private static final ApplicationFailure REJECTED =
      ApplicationFailure.newNonRetryableFailure("sold out", OrderFailures.REJECTED);
  private static final ApplicationFailure NOT_SENT =
      ApplicationFailure.newNonRetryableFailure("token expired", OrderFailures.NOT_SENT);
  private static final ApplicationFailure AMBIGUOUS =
      ApplicationFailure.newFailure("no response", OrderFailures.AMBIGUOUS);

  @Test
  void a_rejection_is_found_through_activities_and_children() {
    assertThat(OrderFailures.isRejected(REJECTED)).isTrue();
    assertThat(OrderFailures.isRejected(activity(REJECTED))).isTrue();
    assertThat(OrderFailures.isRejected(child(REJECTED))).isTrue();
    assertThat(OrderFailures.isRejected(child(activity(REJECTED)))).isTrue();
  }

  @Test
  void any_other_failure_is_no_rejection() {
    assertThat(OrderFailures.isRejected(activity(AMBIGUOUS))).isFalse();
    assertThat(OrderFailures.isRejected(activity(NOT_SENT))).isFalse();
    assertThat(OrderFailures.isRejected(activity(null))).isFalse();
    assertThat(OrderFailures.isRejected(OrderFailures.outcomeUnknown("order-1"))).isFalse();
  }

  @Test
  void a_not_sent_failure_is_recognized() {
    assertThat(OrderFailures.isNotSent(child(activity(NOT_SENT)))).isTrue();
    assertThat(OrderFailures.isNotSent(activity(REJECTED))).isFalse();
    assertThat(OrderFailures.isNotSent(activity(AMBIGUOUS))).isFalse();
  }

  @Test
  void the_rejection_inside_becomes_the_top_failure() {
    ApplicationFailure top = OrderFailures.rejection(child(activity(REJECTED)));

    assertThat(top.getType()).isEqualTo(OrderFailures.REJECTED);
    assertThat(top.isNonRetryable()).isTrue();
    assertThat(top.getOriginalMessage()).isEqualTo("sold out");
    assertThat(top.getDetails().getSize()).isZero();
    assertThat(top).hasNoCause();
  }

  @Test
  void a_failure_without_rejection_yields_none() {
    ActivityFailure failure = activity(AMBIGUOUS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrderFailures.rejection(failure))
        .withMessage("No rejection")
        .withCause(failure);
  }

  @Test
  void the_first_failure_of_a_type_is_found() {
    ApplicationFailure inner = ApplicationFailure.newFailure("inner", OrderFailures.AMBIGUOUS);
    ApplicationFailure outer =
        ApplicationFailure.newFailureWithCause("outer", OrderFailures.AMBIGUOUS, inner);

    assertThat(OrderFailures.find(activity(outer), OrderFailures.AMBIGUOUS)).containsSame(outer);
  }

  @Test
  void failures_of_other_types_are_skipped() {
    ApplicationFailure outer = ApplicationFailure.newFailureWithCause("outer", "Other", REJECTED);

    assertThat(OrderFailures.find(outer, OrderFailures.REJECTED)).containsSame(REJECTED);
    assertThat(OrderFailures.find(new RuntimeException(outer), "Other")).containsSame(outer);
  }

  @Test
  void without_a_failure_none_is_found() {
    assertThat(OrderFailures.find(null, OrderFailures.REJECTED)).isEmpty();
    assertThat(OrderFailures.find(new RuntimeException("Rejected"), OrderFailures.REJECTED))
        .isEmpty();
  }

  @Test
  void an_unknown_outcome_is_final_and_names_the_ledger() {
    ApplicationFailure unknown = OrderFailures.outcomeUnknown("order-314159");

    assertThat(unknown.getType()).isEqualTo(OrderFailures.OUTCOME_UNKNOWN);
    assertThat(unknown.isNonRetryable()).isTrue();
    assertThat(unknown.getOriginalMessage()).contains("order-314159").contains("ledger");
    assertThat(unknown.getDetails().getSize()).isZero();
  }

  @Test
  void the_root_is_the_last_cause() {
    assertThat(OrderFailures.root(child(activity(REJECTED)))).isSameAs(REJECTED);
    assertThat(OrderFailures.root(REJECTED)).isSameAs(REJECTED);
  }

  private static ActivityFailure activity(TemporalFailure cause) {
    return new ActivityFailure(
        "failed",
        5,
        6,
        "CreateTicket",
        "activity-1",
        RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
        "worker",
        cause);
  }

  private static ChildWorkflowFailure child(TemporalFailure cause) {
    return new ChildWorkflowFailure(
        5,
        6,
        "TicketWorkflow",
        WorkflowExecution.newBuilder().setWorkflowId("ticket-1").build(),
        "default",
        RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
        cause);
  }
}
