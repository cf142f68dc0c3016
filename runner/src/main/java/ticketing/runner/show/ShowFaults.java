package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.function.Predicate;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** Switches the faults of all lanes together. */
final class ShowFaults {
  /** The demo's seed. With it, no call fails so often that the audience waits a minute. */
  static final long SEED = 7;

  /** The faults that the page switches, in order. */
  private static final List<Fault> SHOWN =
      List.of(
          Fault.FAILED_BEFORE_WRITE,
          Fault.LOST_RESPONSE,
          Fault.LATE_WRITE,
          Fault.REJECTED,
          Fault.STALE_READ,
          Fault.LOOK_UP_UNAVAILABLE,
          Fault.TOKEN_SERVICE_DOWN);

  private final List<Lane> lanes;
  private final Predicate<Lane> isShown;

  /**
   * Switches the faults of these lanes.
   *
   * @param isShown whether a lane is on now
   */
  ShowFaults(List<Lane> lanes, Predicate<Lane> isShown) {
    this.lanes = lanes;
    this.isShown = isShown;
  }

  private static Fault fault(String name) {
    return SHOWN.stream()
        .filter(fault -> fault.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("There is no such fault. Use one of: " + SHOWN + "."));
  }

  /**
   * Sets the fault's likelihood in every lane, from the next call on.
   *
   * @throws UsageException if there is no such fault, it is no likelihood, or those of one
   *     operation add up to more than 1
   */
  synchronized void likelihood(String name, double likelihood) {
    Fault fault = fault(name);
    lanes.forEach(lane -> faults(lane).setLikelihood(fault, likelihood));
  }

  /**
   * Injects the fault into one more of the next calls of every lane that is on. In a lane that is
   * off it would wait, and hit the first order when the lane is on.
   *
   * @throws UsageException if there is no such fault
   */
  synchronized void next(String name) {
    Fault fault = fault(name);
    lanes.stream()
        .filter(isShown)
        .filter(lane -> makes(lane, fault.operation()))
        .forEach(lane -> faults(lane).addNext(fault));
  }

  /**
   * Returns whether the lane makes such calls: the fault of a call never made would wait for ever.
   */
  private static boolean makes(Lane lane, Operation operation) {
    return operation != Operation.FIND_TICKET || lane.code().validates();
  }

  private static SwitchedFaults faults(Lane lane) {
    return lane.service().faults();
  }

  /** Turns off all faults. */
  synchronized void clear() {
    lanes.forEach(lane -> faults(lane).clear());
  }

  /** Writes their state; for next calls, the highest number that a lane has left. */
  synchronized void writeTo(ArrayNode faults) {
    for (Fault fault : SHOWN) {
      faults
          .addObject()
          .put("name", fault.toString())
          .put("label", fault.label())
          .put("likelihood", faults(lanes.get(0)).likelihood(fault))
          .put("next", lanes.stream().mapToLong(lane -> next(lane, fault)).max().orElse(0));
    }
  }

  /**
   * Returns how many next calls have the fault; 0 for the lane for comparison, which may be off.
   */
  private static long next(Lane lane, Fault fault) {
    return lane.code().isKey() ? 0 : faults(lane).countNext(fault);
  }
}
