package ticketing.runner.service;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** What can be made to go wrong with one call at the service, and what the fault is called. */
public enum FaultSwitch {
  /** A create fails before the write: its connection is cut. */
  BEFORE(Operation.CREATE_TICKET, "before", Fault.UNAVAILABLE, true),
  /** A create writes its ticket, and its connection is cut without a response. */
  AFTER(Operation.CREATE_TICKET, "after", Fault.RESPONSE_LOST, true),
  /** A create gets no answer, and lands after its caller has given up, within the terms. */
  LATE(Operation.CREATE_TICKET, "late", Fault.LATE, true),
  /** A create is refused for good. */
  REJECT(Operation.CREATE_TICKET, "reject", Fault.REJECTED, true),
  /** A create lands long after the terms allow it. Only for a next call. */
  TOO_LATE(Operation.CREATE_TICKET, "too-late", Fault.TOO_LATE, false),
  /** A create stops just before its ticket gets its name on disk. Only for a next call. */
  HOLD_BEFORE(Operation.CREATE_TICKET, "hold-before", Fault.NONE, false),
  /** A create stops when its ticket is on disk, just before the response. Only for a next call. */
  HOLD_AFTER(Operation.CREATE_TICKET, "hold-after", Fault.NONE, false),
  /** A look-up does not see a ticket that is too young to be seen. */
  STALE(Operation.FIND_TICKET, "stale", Fault.STALE, true),
  /** A look-up does not see a ticket of any age. Only for a next call. */
  TOO_STALE(Operation.FIND_TICKET, "too-stale", Fault.TOO_STALE, false),
  /** A look-up is answered that the service is unavailable. */
  LOOK_UP_DOWN(Operation.FIND_TICKET, "down", Fault.UNAVAILABLE, true),
  /** The token service is unavailable. */
  TOKEN_DOWN(Operation.ISSUE_TOKEN, "down", Fault.UNAVAILABLE, true),
  /** Reservations are unavailable. */
  RESERVATION_DOWN(Operation.FIND_RESERVATION, "down", Fault.UNAVAILABLE, true);

  private final Operation operation;
  private final String fault;
  private final Fault kind;
  private final boolean byLot;

  FaultSwitch(Operation operation, String fault, Fault kind, boolean byLot) {
    this.operation = operation;
    this.fault = fault;
    this.kind = kind;
    this.byLot = byLot;
  }

  /** Which calls can have it. */
  public Operation operation() {
    return operation;
  }

  /** What it is called among those of its operation, such as {@code after}. */
  public String fault() {
    return fault;
  }

  /** What the ticket system does. */
  Fault kind() {
    return kind;
  }

  /** Whether it can have a likelihood; the others happen to a next call only. */
  public boolean isByLot() {
    return byLot;
  }

  /** Its whole name, such as {@code createTicket=after}. */
  @Override
  public String toString() {
    return operation + "=" + fault;
  }

  /**
   * The one of this name.
   *
   * @throws UsageException if there is none; the message lists them
   */
  public static FaultSwitch of(String operation, String fault) {
    String name = operation + "=" + fault;
    return find(name).orElseThrow(() -> new UsageException(noSuch(name, Arrays.asList(values()))));
  }

  private static Optional<FaultSwitch> find(String name) {
    return Arrays.stream(values()).filter(one -> one.toString().equals(name)).findFirst();
  }

  private static String noSuch(String name, List<FaultSwitch> all) {
    return "There is no fault \"%s\". There are: %s."
        .formatted(name, all.stream().map(FaultSwitch::toString).collect(Collectors.joining(", ")));
  }

  /** Those of an operation that can have a likelihood. */
  static List<FaultSwitch> byLotOf(Operation operation) {
    return Arrays.stream(values()).filter(one -> one.operation == operation && one.byLot).toList();
  }
}
