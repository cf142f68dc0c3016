package ticketing.runner.service;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.FaultPlan;

/**
 * How likely which faults are. The fault of a call depends on the seed, the order, the operation
 * and the number of the call, and on nothing else, as everywhere in the workshop.
 *
 * @param seed chooses the calls
 * @param likelihoods of each fault in each call of its operation, 0 to 1; what is not in it is 0
 */
public record FaultSettings(long seed, Map<FaultSwitch, Double> likelihoods) {
  /** Nothing goes wrong. */
  public static final FaultSettings NONE = new FaultSettings(1, Map.of());

  private static final double ROUNDING = 1e-9;

  /**
   * Checks them.
   *
   * @throws UsageException if one is no likelihood, or those of an operation are more than 1
   */
  public FaultSettings {
    Map<FaultSwitch, Double> given = Map.copyOf(likelihoods);
    given.forEach(FaultSettings::check);
    for (Operation operation : Operation.values()) {
      double sum =
          FaultSwitch.byLotOf(operation).stream()
              .mapToDouble(fault -> given.getOrDefault(fault, 0.0))
              .sum();
      if (sum > 1 + ROUNDING) {
        throw new UsageException(
            "The likelihoods of the faults of %s add up to %s, more than 1. A call has one fault."
                .formatted(operation, sum));
      }
    }
    likelihoods = given;
  }

  private static void check(FaultSwitch fault, double likelihood) {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new UsageException(
          "A likelihood is a number from 0 to 1, not %s: 0.4 means that two of five calls go wrong."
              .formatted(likelihood));
    }
    if (!fault.isByLot()) {
      throw new UsageException(fault + " has no likelihood. It can happen to the next call.");
    }
  }

  /**
   * Every call goes wrong with this likelihood, in one of the ways that are inside the terms of
   * service; but no create is refused.
   *
   * @throws UsageException if it is no likelihood
   */
  public static FaultSettings everywhere(long seed, double likelihood) {
    Map<FaultSwitch, Double> all = new EnumMap<>(FaultSwitch.class);
    for (Operation operation : Operation.values()) {
      List<FaultSwitch> faults =
          FaultSwitch.byLotOf(operation).stream()
              .filter(fault -> fault != FaultSwitch.REJECT)
              .toList();
      faults.forEach(fault -> all.put(fault, likelihood / faults.size()));
    }
    // Divided, a likelihood above 1 would pass for one.
    check(FaultSwitch.BEFORE, likelihood);
    return new FaultSettings(seed, all);
  }

  /** The fault of this call, if it has one. */
  Optional<FaultSwitch> draw(FaultPlan.Call call) {
    int mixed = Objects.hash(call.orderId(), call.operation().name(), call.number());
    double lot = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + mixed).nextDouble();
    for (FaultSwitch fault : FaultSwitch.byLotOf(call.operation())) {
      lot -= likelihoods.getOrDefault(fault, 0.0);
      if (lot < 0) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
