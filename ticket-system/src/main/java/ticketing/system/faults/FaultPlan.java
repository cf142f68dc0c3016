package ticketing.system.faults;

import ticketing.system.Operation;

/** Chooses the fault of each call. Is called once per call, from any thread. */
@FunctionalInterface
public interface FaultPlan {
  /** Never chooses a fault. */
  FaultPlan NO_FAULTS = call -> Fault.NONE;

  /**
   * A call that is about to be made.
   *
   * @param number which call of that operation for that order, from 1
   * @param hidesTicket whether {@link Fault#STALE_READ} would hide a ticket: the call is a look-up,
   *     and the order's first ticket is younger than the timing guarantees promise
   * @param hasTicket whether {@link Fault#TOO_STALE_READ} would hide a ticket: the call is a
   *     look-up, and the order has got a ticket, of any age, through the same {@link
   *     FaultyTicketSystem}
   */
  record Call(
      Operation operation, String orderId, int number, boolean hidesTicket, boolean hasTicket) {}

  /** Returns the fault of this call; {@link Fault#NONE} for none. */
  Fault choose(Call call);
}
