package ticketing.system.faults;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_RESERVATION;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.Operation.ISSUE_TOKEN;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;

/** What can go wrong with one call. A call has at most one fault. */
public enum Fault {
  /** Nothing goes wrong. */
  NONE(null, "none", "no fault"),
  /** The token service does not answer. */
  TOKEN_SERVICE_DOWN(ISSUE_TOKEN, "down", "token service down"),
  /** The reservation service does not answer. */
  RESERVATIONS_DOWN(FIND_RESERVATION, "down", "reservations down"),
  /** A create fails, and nothing is written. */
  FAILED_BEFORE_WRITE(CREATE_TICKET, "before", "failed before the write"),
  /** A create writes its ticket, and the response is lost. */
  LOST_RESPONSE(CREATE_TICKET, "after", "lost response"),
  /** A create fails, and writes its ticket later, within D. */
  LATE_WRITE(CREATE_TICKET, "late", "late write"),
  /** A create is rejected: it is paid with {@link PaymentInfo#DECLINED}. */
  REJECTED(CREATE_TICKET, "reject", "rejected"),
  /** A create fails, and writes its ticket long after D: outside the assumptions. */
  TOO_LATE_WRITE(CREATE_TICKET, "too-late", "late write, beyond D"),
  /** A look-up does not answer. */
  LOOK_UP_UNAVAILABLE(FIND_TICKET, "down", "look-up unavailable"),
  /** A look-up does not see a ticket that is younger than L. */
  STALE_READ(FIND_TICKET, "stale", "stale read"),
  /** A look-up does not see a ticket of any age: outside the assumptions if it is older than L. */
  TOO_STALE_READ(FIND_TICKET, "too-stale", "stale read, beyond L");

  private final Operation operation;
  private final String id;
  private final String label;

  Fault(Operation operation, String id, String label) {
    this.operation = operation;
    this.id = id;
    this.label = label;
  }

  /** Returns the operation whose calls can have it; null for {@link #NONE}. */
  public Operation operation() {
    return operation;
  }

  /** Returns its name in a fault schedule, unique within its operation, such as {@code after}. */
  public String id() {
    return id;
  }

  /** Returns its name for people, such as {@code lost response}. */
  public String label() {
    return label;
  }

  /** Returns whether the ticket system keeps its timing guarantees with it. */
  public boolean keepsGuarantees() {
    return this != TOO_LATE_WRITE && this != TOO_STALE_READ;
  }

  /** Returns the operation's faults that keep the guarantees; {@link #NONE} is not among them. */
  public static Set<Fault> of(Operation operation) {
    return Arrays.stream(values())
        .filter(fault -> fault.operation == operation && fault.keepsGuarantees())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
  }

  /** Returns its full name, such as {@code createTicket=after}. */
  @Override
  public String toString() {
    return operation == null ? id : operation + "=" + id;
  }
}
