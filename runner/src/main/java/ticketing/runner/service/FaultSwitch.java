package ticketing.runner.service;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** What can be made to go wrong with a call of the service. */
public enum FaultSwitch {
  /** A create fails before the write: its connection is cut. */
  BEFORE(Operation.CREATE_TICKET, "before", Fault.UNAVAILABLE, true),
  /** A create writes its ticket, and its connection is cut without a response. */
  AFTER(Operation.CREATE_TICKET, "after", Fault.RESPONSE_LOST, true),
  /** A create gets no response, and writes after its caller has given up, within D. */
  LATE(Operation.CREATE_TICKET, "late", Fault.LATE, true),
  /** A create is rejected. */
  REJECT(Operation.CREATE_TICKET, "reject", Fault.REJECTED, true),
  /** A create writes long after D. Only for a next call. */
  TOO_LATE(Operation.CREATE_TICKET, "too-late", Fault.TOO_LATE, false),
  /** A create is held just before its ticket gets its name on disk. Only for a next call. */
  HOLD_BEFORE(Operation.CREATE_TICKET, "hold-before", Fault.NONE, false),
  /** A create is held when its ticket is on disk, before the response. Only for a next call. */
  HOLD_AFTER(Operation.CREATE_TICKET, "hold-after", Fault.NONE, false),
  /** A look-up does not see a ticket that is younger than L. */
  STALE(Operation.FIND_TICKET, "stale", Fault.STALE, true),
  /** A look-up does not see a ticket of any age. Only for a next call. */
  TOO_STALE(Operation.FIND_TICKET, "too-stale", Fault.TOO_STALE, false),
  /** A look-up is unavailable. */
  LOOK_UP_DOWN(Operation.FIND_TICKET, "down", Fault.UNAVAILABLE, true),
  /** The token service is unavailable. */
  TOKEN_DOWN(Operation.ISSUE_TOKEN, "down", Fault.UNAVAILABLE, true),
  /** Reservations are unavailable. */
  RESERVATION_DOWN(Operation.FIND_RESERVATION, "down", Fault.UNAVAILABLE, true);

  private final Operation operation;
  private final String fault;
  private final Fault kind;
  private final boolean isRandom;

  FaultSwitch(Operation operation, String fault, Fault kind, boolean isRandom) {
    this.operation = operation;
    this.fault = fault;
    this.kind = kind;
    this.isRandom = isRandom;
  }

  /** The operation whose calls can have it. */
  public Operation operation() {
    return operation;
  }

  /** Its name among those of its operation, such as {@code after}. */
  String fault() {
    return fault;
  }

  /** What the ticket system does. */
  Fault kind() {
    return kind;
  }

  /** Whether it can have a likelihood; the others happen to a next call only. */
  public boolean isRandom() {
    return isRandom;
  }

  /** Its full name, such as {@code createTicket=after}. */
  @Override
  public String toString() {
    return operation + "=" + fault;
  }

  /**
   * Finds a fault by its full name.
   *
   * @throws UsageException if there is none; the message lists them
   */
  static FaultSwitch of(String name) {
    return Arrays.stream(values())
        .filter(one -> one.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown fault \"%s\". Use one of: %s."
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(FaultSwitch::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** The faults of an operation that can have a likelihood. */
  static List<FaultSwitch> randomOf(Operation operation) {
    return Arrays.stream(values())
        .filter(one -> one.operation == operation && one.isRandom)
        .toList();
  }
}
