package ticketing.testkit.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** The kind of a step: the outcome of a call, or a point where only an interruption can happen. */
public enum StepKind {
  OK(Operation.CREATE_TICKET, Fault.NONE, "createTicket succeeds"),
  BEFORE(Fault.FAILED_BEFORE_WRITE, "it fails before the write"),
  AFTER(Fault.LOST_RESPONSE, "it writes, and the response is lost"),
  LATE(Fault.LATE_WRITE, "it gets no answer and writes late, within D"),
  REJECT(Fault.REJECTED, "it is rejected, as is every later call"),
  TOO_LATE(Fault.TOO_LATE_WRITE, "it gets no answer and writes long after D"),
  EXPIRED(Operation.CREATE_TICKET, "it is not sent, because its token has expired"),
  CREATE_OUTAGE(
      Operation.CREATE_TICKET,
      "it fails before the write, for %1$d calls or a day; the last of %1$d writes late"),
  NOT_SENT_OUTAGE(
      Operation.CREATE_TICKET,
      "it is not sent, for %1$d calls or a day: first the payment service is down, then each token"
          + " has expired"),

  FRESH(Operation.FIND_TICKET, Fault.NONE, "findTicket answers correctly"),
  DOWN(Fault.LOOK_UP_UNAVAILABLE, "the look-up is unavailable"),
  STALE(Fault.STALE_READ, "it misses a ticket younger than L"),
  TOO_STALE(Fault.TOO_STALE_READ, "it misses a ticket older than L"),
  LOOK_UP_OUTAGE(Operation.FIND_TICKET, "it is unavailable, for %1$d calls or a day"),

  TOKEN_OUTAGE(Operation.ISSUE_TOKEN, "issueToken is unavailable, for %1$d calls or a day"),
  RESERVATION_OUTAGE(
      Operation.FIND_RESERVATION, "findReservation is unavailable, for %1$d calls or a day"),
  UNKNOWN(
      Operation.FIND_RESERVATION,
      "findReservation does not know the order, which was placed with a retry policy"),
  TOKEN(Operation.ISSUE_TOKEN, Fault.NONE, "while the first token is issued"),
  RESERVATION(Operation.FIND_RESERVATION, Fault.NONE, "while the reservation is looked up"),
  SETTLE(null, Fault.NONE, "during the settle time after createTicket"),
  END(null, Fault.NONE, "when the workflow ends");

  private final Operation operation;
  private final Fault fault;
  private final String description;

  StepKind(Operation operation, String description) {
    this(operation, Fault.NONE, description);
  }

  StepKind(Fault fault, String description) {
    this(fault.operation(), fault, description);
  }

  StepKind(Operation operation, Fault fault, String description) {
    this.operation = operation;
    this.fault = fault;
    this.description = description;
  }

  /** Returns the outcomes of a call of this operation; the outcome without a fault comes first. */
  static List<StepKind> of(Operation operation) {
    return Arrays.stream(values()).filter(kind -> kind.operation == operation).toList();
  }

  boolean isCreate() {
    return operation == Operation.CREATE_TICKET;
  }

  /** Returns whether this is a create that may be tried again. */
  boolean isFailedCreate() {
    return this == BEFORE || this == AFTER || this == LATE;
  }

  /** Returns whether this is the outcome of a call that a fault can hit. */
  boolean isCall() {
    return isCreate() || operation == Operation.FIND_TICKET;
  }

  Operation operation() {
    return operation;
  }

  Fault fault() {
    return fault;
  }

  /** Returns whether this is a fault beyond the base alphabet. */
  boolean isSpecial() {
    return isOutage() || this == EXPIRED || this == UNKNOWN;
  }

  /** Returns whether the ticket system rejects the order, from this step on. */
  boolean isRejection() {
    return this == REJECT || this == UNKNOWN;
  }

  /** Returns whether the operation is unavailable from this step on. */
  boolean isOutage() {
    return this == CREATE_OUTAGE
        || this == NOT_SENT_OUTAGE
        || this == LOOK_UP_OUTAGE
        || this == TOKEN_OUTAGE
        || this == RESERVATION_OUTAGE;
  }

  boolean isFault() {
    return fault != Fault.NONE;
  }

  /** Returns whether the ticket system breaks its timing guarantees. */
  boolean isOutside() {
    return !fault.keepsGuarantees();
  }

  String description() {
    return description.formatted(Scope.OUTAGE_CALLS)
        + (isOutside() ? ": outside the timing guarantees" : "");
  }

  @Override
  public String toString() {
    return isFault() ? fault.id() : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
