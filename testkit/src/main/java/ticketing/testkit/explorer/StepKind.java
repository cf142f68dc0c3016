package ticketing.testkit.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/**
 * What happens at a step of a {@link Schedule}: how the ticket system answers a create or a
 * look-up, or a moment that is no call at which the course of things is disturbed.
 */
public enum StepKind {
  /** A create succeeds. */
  OK(Operation.CREATE_TICKET, Fault.NONE),
  /** A create fails before the write. */
  BEFORE(Operation.CREATE_TICKET, Fault.UNAVAILABLE),
  /** A create fails after the write: the response is lost. */
  AFTER(Operation.CREATE_TICKET, Fault.RESPONSE_LOST),
  /** A create fails and lands late, within D. */
  LATE(Operation.CREATE_TICKET, Fault.LATE),
  /** A create is rejected, and so is every later one of the order. */
  REJECT(Operation.CREATE_TICKET, Fault.REJECTED),
  /** A create lands long after D: outside the assumptions. */
  TOO_LATE(Operation.CREATE_TICKET, Fault.TOO_LATE),

  /** A look-up answers truly. */
  FRESH(Operation.FIND_TICKET, Fault.NONE),
  /** A look-up gets no answer. */
  DOWN(Operation.FIND_TICKET, Fault.UNAVAILABLE),
  /** A look-up does not see a ticket that is younger than L. */
  STALE(Operation.FIND_TICKET, Fault.STALE),
  /** A look-up does not see a ticket that is older than L: outside the assumptions. */
  TOO_STALE(Operation.FIND_TICKET, Fault.TOO_STALE),

  /** While the reservation is looked up. */
  RESERVATION(Operation.FIND_RESERVATION, Fault.NONE),
  /** In the middle of the settling after a create. */
  SETTLE(null, Fault.NONE),
  /** When the workflow has ended. */
  END(null, Fault.NONE);

  private final Operation operation;
  private final Fault fault;

  StepKind(Operation operation, Fault fault) {
    this.operation = operation;
    this.fault = fault;
  }

  /** The words for a call of this operation, the one without a fault first. */
  static List<StepKind> of(Operation operation) {
    return Arrays.stream(values()).filter(word -> word.operation == operation).toList();
  }

  /** The call that this is an answer to; null if it is no call. */
  Operation operation() {
    return operation;
  }

  /** The fault to be injected. */
  Fault fault() {
    return fault;
  }

  boolean isFault() {
    return fault != Fault.NONE;
  }

  /** Whether the ticket system breaks its timing guarantees. */
  boolean isOutside() {
    return this == TOO_LATE || this == TOO_STALE;
  }

  /** Whether a step of this word stands for a call that a fault can hit. */
  boolean isCall() {
    return operation == Operation.CREATE_TICKET || operation == Operation.FIND_TICKET;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
