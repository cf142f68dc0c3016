package ticketing.runner.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import ticketing.runner.service.Json.Nullable;
import ticketing.system.PaymentInfo;
import ticketing.system.Ticket;
import ticketing.system.Token;

/**
 * What the service and its clients send each other, in addition to {@link Token}, {@link Ticket}
 * and {@link ticketing.system.Reservation}.
 */
final class Messages {
  private Messages() {}

  /**
   * A call of an operation, with a token and a payment if it is a create.
   *
   * @param orderId the order; null is rejected as any other wrong ID
   * @param deadline until when the caller waits
   */
  record Call(
      @JsonProperty("orderID") @Nullable String orderId,
      Instant deadline,
      @Nullable Token token,
      @Nullable PaymentInfo paymentInfo) {}

  /**
   * The answer of a look-up.
   *
   * @param ticket null if there is none; an answer without this field is not an answer
   */
  record Found(
      @JsonProperty("orderID") String orderId,
      @JsonProperty(required = true) @Nullable Ticket ticket) {
    /** Returns the order that it is about. */
    String about() {
      return ticket == null || ticket.orderId().equals(orderId) ? orderId : ticket.orderId();
    }
  }

  /** Why a call has no answer. */
  record Refused(Refusal error, String message) {}

  /** How a call can end that has no answer, and its HTTP status. */
  enum Refusal {
    REJECTED(422),
    NOT_SENT(409),
    /** Any other {@link ticketing.system.TicketSystemException}. */
    UNKNOWN(503),
    /** The request is not a call of this service. */
    NO_CALL(400);

    final int status;

    Refusal(int status) {
      this.status = status;
    }
  }

  /**
   * How to change the faults; what is null stays as it is.
   *
   * @param likelihood replaces those of all faults, as {@link SwitchedFaults#setLikelihood(double)}
   *     does
   * @param next replace what happens to the next calls, of each operation that occurs here
   * @param clear turns off all faults that are not set here
   */
  record FaultChange(
      @Nullable Double likelihood, @Nullable List<NextCall> next, @Nullable boolean clear) {}
}
