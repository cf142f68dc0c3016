package ticketing.order;

import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.Optional;
import ticketing.system.Reservation;
import ticketing.system.Token;

/**
 * The calls of an order workflow to the outside world. Temporal runs an activity <i>at least</i>
 * once and gives the workflow <i>one</i> result. That is harmless for three of the calls, and it is
 * the whole problem of {@link #createTicket}.
 *
 * <p>A failure arrives in the workflow as an {@link io.temporal.failure.ActivityFailure}; {@link
 * OrderFailures} says what it means.
 *
 * @see <a href="https://docs.temporal.io/activities">Temporal: Activities</a>
 */
@ActivityInterface
public interface OrderActivities {

  /** The start-to-close timeout: after so long, Temporal gives up an attempt of any call. */
  Duration START_TO_CLOSE = Duration.ofSeconds(5);

  /** Issues a token for the ticket system. It expires. */
  Token issueToken(String orderId);

  /** Finds the reservation of the order, and with it the ticket system's timing guarantees. */
  Reservation findReservation(Token token, String orderId);

  /**
   * Retrieves the payment info and creates the ticket with it, in one activity, so that the card
   * number never reaches Temporal. <b>Not idempotent.</b>
   *
   * @return the number of the ticket
   */
  String createTicket(Token token, Reservation reservation);

  /** Validates: finds the number of the order's ticket, if it has one. Read-only. */
  Optional<String> findTicket(String orderId);
}
