package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.system.LedgerException;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/** Tests how failures of the ticket system reach Temporal, and that they contain no secrets. */
@Timeout(10)
class OrderActivitiesFailuresTest {
  private static final String ORDER = "order-314159";
  private static final Token TOKEN = new Token("token-1", Instant.MAX);
  private static final Reservation RESERVATION =
      new Reservation(ORDER, "Music of the Spheres", "C1", TimingGuarantees.USUAL);
  private static final String CARD = new PaymentService().paymentInfoOf(ORDER).cardNumber();

  @ParameterizedTest
  @EnumSource
  void a_rejection_is_not_retried(Operation operation) {
    ApplicationFailure failure = failure(operation, new RejectedException("sold out"));

    assertThat(failure.getType()).isEqualTo(OrderFailures.REJECTED);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).isEqualTo("sold out");
  }

  @ParameterizedTest
  @EnumSource
  void an_expired_token_is_not_retried(Operation operation) {
    ApplicationFailure failure = failure(operation, new NotSentException("token expired"));

    assertThat(failure.getType()).isEqualTo(OrderFailures.NOT_SENT);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).isEqualTo("token expired");
  }

  @ParameterizedTest
  @EnumSource(names = "CREATE_TICKET", mode = EnumSource.Mode.EXCLUDE)
  void a_failed_read_is_retried(Operation operation) {
    for (RuntimeException e : unclear("no connection")) {
      ApplicationFailure failure = failure(operation, e);

      assertThat(failure.getType()).isEqualTo(OrderFailures.UNAVAILABLE);
      assertThat(failure.isNonRetryable()).isFalse();
      assertThat(failure.getOriginalMessage()).contains("no connection");
    }
  }

  @Test
  void a_failed_create_is_ambiguous() {
    for (RuntimeException e : unclear("no connection")) {
      ApplicationFailure failure = failure(Operation.CREATE_TICKET, e);

      assertThat(failure.getType()).isEqualTo(OrderFailures.AMBIGUOUS);
      assertThat(failure.isNonRetryable()).isFalse();
      assertThat(failure.getOriginalMessage()).contains("no connection");
    }
  }

  /** Details would go into the history as they are. */
  @ParameterizedTest
  @EnumSource
  void a_failure_has_no_details(Operation operation) {
    Stream.concat(
            Stream.of(new RejectedException("sold out"), new NotSentException("token expired")),
            Stream.of(unclear("no connection")))
        .forEach(e -> assertThat(failure(operation, e).getDetails().getSize()).isZero());
  }

  static Stream<RuntimeException> tellingTheCard() {
    String message = "cannot charge " + CARD + ", and " + CARD + " is all I know";
    return Stream.of(
        new RejectedException(message),
        new NotSentException(message),
        new TicketSystemException(message),
        new TicketSystemException(message, new IllegalStateException(CARD)),
        new LedgerException(message),
        new IllegalStateException(message, new IllegalArgumentException(CARD)));
  }

  @ParameterizedTest
  @MethodSource("tellingTheCard")
  void no_failure_message_contains_the_card_number(RuntimeException telling) {
    ApplicationFailure failure = failure(Operation.CREATE_TICKET, telling);
    String sent = DefaultDataConverter.newDefaultInstance().exceptionToFailure(failure).toString();

    assertThat(sent)
        .contains("cannot charge [card number], and [card number] is all I know")
        .doesNotContain(CARD)
        .doesNotContain(CARD.substring("VISA-".length()));
  }

  @Test
  void a_failure_without_a_message_keeps_its_type() {
    assertThat(failure(Operation.CREATE_TICKET, new RejectedException(null)).getType())
        .isEqualTo(OrderFailures.REJECTED);
    assertThat(failure(Operation.FIND_TICKET, new TicketSystemException(null)).getType())
        .isEqualTo(OrderFailures.UNAVAILABLE);
  }

  @Test
  void a_malformed_order_id_is_rejected() {
    Reservation malformed = new Reservation("../order", "", "", TimingGuarantees.USUAL);
    OrderActivities activities =
        new OrderActivitiesImpl(
            new FailingTicketSystem(new TicketSystemException("called")), new PaymentService());

    assertThatExceptionOfType(ApplicationFailure.class)
        .isThrownBy(() -> activities.createTicket(TOKEN, malformed))
        .satisfies(e -> assertThat(e.getType()).isEqualTo(OrderFailures.REJECTED))
        .matches(ApplicationFailure::isNonRetryable);
  }

  private static RuntimeException[] unclear(String message) {
    return new RuntimeException[] {
      new TicketSystemException(message),
      new LedgerException(message),
      new IllegalStateException(message)
    };
  }

  private static ApplicationFailure failure(Operation operation, RuntimeException e) {
    OrderActivities activities =
        new OrderActivitiesImpl(new FailingTicketSystem(e), new PaymentService());
    return catchThrowableOfType(
        ApplicationFailure.class,
        () -> {
          switch (operation) {
            case ISSUE_TOKEN -> activities.issueToken(ORDER);
            case FIND_RESERVATION -> activities.findReservation(TOKEN, ORDER);
            case CREATE_TICKET -> activities.createTicket(TOKEN, RESERVATION);
            case FIND_TICKET -> activities.findTicket(ORDER);
          }
        });
  }
}
