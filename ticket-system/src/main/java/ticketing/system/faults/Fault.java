package ticketing.system.faults;

import java.util.EnumSet;
import java.util.Set;
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;

/** What can go wrong with one call. */
public enum Fault {
  /** Nothing goes wrong. */
  NONE,
  /** The service is down: no answer, and nothing was done. For every operation. */
  UNAVAILABLE,
  /** A create is refused for good: it is paid with {@link PaymentInfo#DECLINED}. */
  REJECTED,
  /** A create writes its ticket, and the response is lost. */
  RESPONSE_LOST,
  /** A create fails, and lands as late as the timing guarantees allow. */
  LATE,
  /** A create fails, and lands long after the timing guarantees allow: outside the assumptions. */
  TOO_LATE,
  /** A look-up does not see a ticket that is younger than the timing guarantees promise. */
  STALE,
  /**
   * A look-up does not see a ticket, however old it is: outside the assumptions, unless it is young
   * enough for {@link #STALE}.
   */
  TOO_STALE;

  /**
   * The faults that this operation can have inside the assumptions; {@link #NONE} not among them.
   */
  public static Set<Fault> of(Operation operation) {
    return switch (operation) {
      case ISSUE_TOKEN, FIND_RESERVATION -> EnumSet.of(UNAVAILABLE);
      case CREATE_TICKET -> EnumSet.of(UNAVAILABLE, REJECTED, RESPONSE_LOST, LATE);
      case FIND_TICKET -> EnumSet.of(UNAVAILABLE, STALE);
    };
  }
}
