package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ticketing.runner.service.FaultSettings;
import ticketing.runner.service.FaultSwitch;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;

/** The faults of all lanes, which are the same, and switched together. */
final class ShowFaults {
  /** As of the demo. With it no call fails so often that a room has to wait a minute for it. */
  private static final long SEED = 7;

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

  /** Those that the page switches, and what it calls them. */
  private enum Shown {
    BEFORE("before", "fails before the write", FaultSwitch.BEFORE),
    AFTER("after", "response lost", FaultSwitch.AFTER),
    LATE("late", "lands late", FaultSwitch.LATE),
    REJECT("reject", "rejected for good", FaultSwitch.REJECT),
    STALE("stale", "stale read", FaultSwitch.STALE),
    LOOK_UP_DOWN("look-up-down", "look-up down", FaultSwitch.LOOK_UP_DOWN),
    TOKEN_DOWN("token-down", "token service down", FaultSwitch.TOKEN_DOWN);

    private final String name;
    private final String label;
    private final FaultSwitch fault;

    Shown(String name, String label, FaultSwitch fault) {
      this.name = name;
      this.label = label;
      this.fault = fault;
    }

    static Shown of(String name) {
      for (Shown one : values()) {
        if (one.name.equals(name)) {
          return one;
        }
      }
      throw new UsageException(
          "There is no fault of this name. There are: %s."
              .formatted(
                  List.of(values()).stream()
                      .map(one -> one.name)
                      .collect(Collectors.joining(", "))));
    }
  }

  /**
   * From the next call on, the fault is so likely in every lane.
   *
   * @throws UsageException if there is no such fault, it is no likelihood, or those of one
   *     operation add up to more than 1
   */
  synchronized void likelihood(String name, double likelihood) {
    Map<FaultSwitch, Double> all = new EnumMap<>(FaultSwitch.class);
    all.putAll(settings().likelihoods());
    all.put(Shown.of(name).fault, likelihood);
    FaultSettings settings = new FaultSettings(SEED, all);
    lanes.forEach(lane -> faults(lane).use(settings));
  }

  /**
   * One more of the next calls of every lane that is on has the fault. In one that is off it would
   * wait, and meet whichever order comes first when it is on.
   *
   * @throws UsageException if there is no such fault, or too many next calls have one
   */
  synchronized void next(String name) {
    FaultSwitch fault = Shown.of(name).fault;
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
    for (Lane lane : lanes) {
      faults(lane).use(FaultSettings.NONE);
      for (Operation operation : Operation.values()) {
        faults(lane).next(operation, List.of());
      }
    }
  }

  private FaultSettings settings() {
    return faults(lanes.get(0)).settings();
  }

  /** Writes how they are switched; of next calls, how many the lane has left that has the most. */
  synchronized void writeTo(ArrayNode faults) {
    Map<FaultSwitch, Double> likelihoods = settings().likelihoods();
    for (Shown one : Shown.values()) {
      faults
          .addObject()
          .put("name", one.name)
          .put("label", one.label)
          .put("likelihood", likelihoods.getOrDefault(one.fault, 0.0))
          .put("byLot", one.fault.isRandom())
          .put("next", lanes.stream().mapToLong(lane -> next(lane, one.fault)).max().orElse(0));
    }
  }

  /** The lane for comparison may be off, and its next calls wait. */
  private static long next(Lane lane, FaultSwitch fault) {
    return lane.code().isKey()
        ? 0
        : faults(lane).nextOf(fault.operation()).stream().filter(one -> one == fault).count();
  }
}
