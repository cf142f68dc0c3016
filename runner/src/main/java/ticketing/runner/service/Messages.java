package ticketing.runner.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import ticketing.runner.service.Json.Nullable;
import ticketing.system.PaymentInfo;
import ticketing.system.Ticket;
import ticketing.system.Token;

/**
 * What the service and its clients send each other, besides {@link Token}, {@link Ticket} and
 * {@link ticketing.system.Reservation}.
 */
final class Messages {
  /** The header that says until when the caller waits, as ISO-8601. */
  static final String DEADLINE = "Ticket-Deadline";

  private Messages() {}

  /** What the service says about itself. */
  record About(String service) {
    static final About THIS = new About("idempotence-workshop-tickets");
  }

  /**
   * A call of an operation.
   *
   * @param orderId the order; null is refused as any other wrong ID
   * @param token for a create
   * @param paymentInfo for a create
   */
  record Call(
      @JsonProperty(required = true) @Nullable String orderId,
      @Nullable Token token,
      @Nullable PaymentInfo paymentInfo) {}

  /**
   * The answer of a look-up.
   *
   * @param ticket null if there is none; an answer without this field is not an answer
   */
  record Found(String orderId, @JsonProperty(required = true) @Nullable Ticket ticket) {}

  /** Why a call has no answer. */
  record Refused(Refusal error, String message) {}

  /** How a call can end that has no answer. */
  enum Refusal {
    /** {@link ticketing.system.RejectedException}. */
    REJECTED(422, "rejected"),
    /** {@link ticketing.system.NotSentException}. */
    NOT_SENT(409, "not-sent"),
    /** Any other {@link ticketing.system.TicketSystemException}. */
    UNKNOWN(503, "unknown"),
    /** The request is not a call of this service. */
    NO_CALL(400, "no-call"),
    /** The request needs the admin token. */
    NO_TOKEN(401, "no-token");

    final int status;
    private final String word;

    Refusal(int status, String word) {
      this.status = status;
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * The faults as they are.
   *
   * @param likelihoods of all faults that can have one
   * @param next what happens to the next calls
   * @param held how many calls are held
   */
  record Faults(
      long seed, Map<FaultSwitch, Double> likelihoods, List<FaultSwitch> next, int held) {}

  /**
   * How to change the faults; what is null stays as it is.
   *
   * @param likelihoods replace all likelihoods
   * @param next replace what happens to the next calls, of each operation that occurs here
   * @param clear first turns off all faults
   * @param release resumes the held calls
   */
  record FaultChange(
      @Nullable Long seed,
      @Nullable Map<FaultSwitch, Double> likelihoods,
      @Nullable List<FaultSwitch> next,
      @Nullable boolean clear,
      @Nullable boolean release) {}
}
