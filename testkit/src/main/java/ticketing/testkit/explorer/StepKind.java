package ticketing.testkit.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/**
 * What happens at a step of a {@link Schedule}: the outcome of a create or a look-up; or a moment
 * at which no fault can happen, only an interruption.
 */
public enum StepKind {
  OK(Operation.CREATE_TICKET, Fault.NONE, "createTicket succeeds"),
  BEFORE(Operation.CREATE_TICKET, Fault.UNAVAILABLE, "it fails before the write"),
  AFTER(Operation.CREATE_TICKET, Fault.RESPONSE_LOST, "it writes, and the response is lost"),
  LATE(Operation.CREATE_TICKET, Fault.LATE, "it fails, and writes late, within D"),
  REJECT(Operation.CREATE_TICKET, Fault.REJECTED, "it is rejected, and so is every later one"),
  TOO_LATE(Operation.CREATE_TICKET, Fault.TOO_LATE, "it fails, and writes long after D"),

  FRESH(Operation.FIND_TICKET, Fault.NONE, "findTicket answers correctly"),
  DOWN(Operation.FIND_TICKET, Fault.UNAVAILABLE, "it gets no answer"),
  STALE(Operation.FIND_TICKET, Fault.STALE, "it does not see a ticket that is younger than L"),
  TOO_STALE(Operation.FIND_TICKET, Fault.TOO_STALE, "it does not see a ticket older than L"),

  RESERVATION(Operation.FIND_RESERVATION, Fault.NONE, "while the reservation is looked up"),
  SETTLE(null, Fault.NONE, "in the middle of the settle time after a create"),
  END(null, Fault.NONE, "when the workflow has ended: only with +again and +much-later");

  private final Operation operation;
  private final Fault fault;
  private final String description;

  StepKind(Operation operation, Fault fault, String description) {
    this.operation = operation;
    this.fault = fault;
    this.description = description;
  }

  /** Returns the outcomes of a call of this operation, the one without a fault first. */
  static List<StepKind> of(Operation operation) {
    return Arrays.stream(values()).filter(kind -> kind.operation == operation).toList();
  }

  boolean isCreate() {
    return operation == Operation.CREATE_TICKET;
  }

  /** Returns whether this is the outcome of a call that a fault can hit. */
  boolean isCall() {
    return isCreate() || operation == Operation.FIND_TICKET;
  }

  Fault fault() {
    return fault;
  }

  boolean isFault() {
    return fault != Fault.NONE;
  }

  /** Returns whether the ticket system breaks its timing guarantees. */
  boolean isOutside() {
    return this == TOO_LATE || this == TOO_STALE;
  }

  String description() {
    return description + (isOutside() ? ": outside the timing guarantees" : "");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
