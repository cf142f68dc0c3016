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
 * Draws the fault of a call at random. It depends on nothing but the seed, the order, the operation
 * and the number of the call.
 *
 * @param seed chooses the calls
 * @param likelihoods of each fault in each call of its operation, 0 to 1; 0 where there is none
 */
public record FaultSettings(long seed, Map<FaultSwitch, Double> likelihoods) {
  /** Nothing goes wrong. */
  public static final FaultSettings NONE = new FaultSettings(1, Map.of());

  private static final double ROUNDING = 1e-9;

  /**
   * Checks the likelihoods.
   *
   * @throws UsageException if one is not from 0 to 1, or those of an operation are more than 1
   */
  public FaultSettings {
    Map<FaultSwitch, Double> given = Map.copyOf(likelihoods);
    given.forEach(FaultSettings::check);
    for (Operation operation : Operation.values()) {
      double sum = sum(given, operation);
      if (sum > 1 + ROUNDING) {
        throw new UsageException(
            "The likelihoods of the faults of %s add up to %s. Make that 1 or less: a call has one fault."
                .formatted(operation, sum));
      }
    }
    likelihoods = given;
  }

  private static double sum(Map<FaultSwitch, Double> likelihoods, Operation operation) {
    return FaultSwitch.randomOf(operation).stream()
        .mapToDouble(fault -> likelihoods.getOrDefault(fault, 0.0))
        .sum();
  }

  private static void check(FaultSwitch fault, double likelihood) {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new UsageException(
          "A likelihood is a number from 0 to 1, not %s: with 0.4, two of five calls fail."
              .formatted(likelihood));
    }
    if (!fault.isRandom()) {
      throw new UsageException(fault + " cannot have a likelihood. Use it with --next.");
    }
  }

  /**
   * Spreads a likelihood over all faults of each operation that keep the timing guarantees, except
   * rejections.
   *
   * @throws UsageException if it is not from 0 to 1
   */
  public static FaultSettings everywhere(long seed, double likelihood) {
    // Checked before it is divided.
    check(FaultSwitch.BEFORE, likelihood);
    Map<FaultSwitch, Double> all = new EnumMap<>(FaultSwitch.class);
    for (Operation operation : Operation.values()) {
      List<FaultSwitch> faults =
          FaultSwitch.randomOf(operation).stream()
              .filter(fault -> fault != FaultSwitch.REJECT)
              .toList();
      faults.forEach(fault -> all.put(fault, likelihood / faults.size()));
    }
    return new FaultSettings(seed, all);
  }

  /** The fault of this call, if it has one. */
  Optional<FaultSwitch> draw(FaultPlan.Call call) {
    int mixed = Objects.hash(call.orderId(), call.operation().name(), call.number());
    double left = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + mixed).nextDouble();
    for (FaultSwitch fault : FaultSwitch.randomOf(call.operation())) {
      left -= likelihoods.getOrDefault(fault, 0.0);
      if (left < 0) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
