package ticketing.runner.show;

import java.util.List;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/** Switches the faults of all lanes together. */
record ShowFaults(List<Lane> lanes) {
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

  /**
   * A fault as the page shows it.
   *
   * @param next in how many of the next calls it is, in the lane that has most of them left
   */
  record State(String name, String label, double likelihood, long next) {}

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
    lanes.forEach(lane -> lane.service.faults().setLikelihood(fault, likelihood));
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
        .filter(Lane::isShown)
        // The fault of a call that a lane never makes would wait for ever.
        .filter(lane -> fault.operation() != Operation.FIND_TICKET || lane.code.validates())
        .forEach(lane -> lane.service.faults().addNext(fault));
  }

  synchronized void clear() {
    lanes.forEach(lane -> lane.service.faults().clear());
  }

  /** Returns their states, in the order of the page. */
  synchronized List<State> states() {
    return SHOWN.stream().map(this::state).toList();
  }

  private State state(Fault fault) {
    double likelihood = lanes.get(0).service.faults().likelihood(fault);
    long next =
        lanes.stream()
            .filter(Lane::isShown)
            .mapToLong(lane -> lane.service.faults().countNext(fault))
            .max()
            .orElse(0);
    return new State(fault.toString(), fault.label(), likelihood, next);
  }
}
