package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.function.Predicate;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** The faults of all lanes, which are the same, and switched together. */
final class ShowFaults {
  /** As of the demo. With it no call fails so often that a room has to wait a minute for it. */
  static final long SEED = 7;

  /** Those that the page switches, in their order. */
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
   * Of these lanes.
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
   * From the next call on, the fault is so likely in every lane.
   *
   * @throws UsageException if there is no such fault, it is no likelihood, or those of one
   *     operation add up to more than 1
   */
  synchronized void likelihood(String name, double likelihood) {
    Fault fault = fault(name);
    lanes.forEach(lane -> faults(lane).setLikelihood(fault, likelihood));
  }

  /**
   * One more of the next calls of every lane that is on has the fault. In one that is off it would
   * wait, and meet whichever order comes first when it is on.
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

  /** A fault of a look-up would wait for ever where nobody looks. */
  private static boolean makes(Lane lane, Operation operation) {
    return operation != Operation.FIND_TICKET || lane.code().validates();
  }

  private static SwitchedFaults faults(Lane lane) {
    return lane.service().faults();
  }

  /** Nothing goes wrong any more. */
  synchronized void clear() {
    lanes.forEach(lane -> faults(lane).clear());
  }

  /** Writes how they are switched; of next calls, how many the lane has left that has the most. */
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

  /** The lane for comparison may be off, and its next calls wait. */
  private static long next(Lane lane, Fault fault) {
    return lane.code().isKey() ? 0 : faults(lane).countNext(fault);
  }
}
