package ticketing.system.faults;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Faults from a seed. The fault of a call depends on the seed, the order, the operation and the
 * number of the call, and on nothing else: a seed repeats a run, whatever the threads do.
 */
public final class RandomFaults implements FaultPlan {
  private final long seed;
  private final double likelihood;
  private final Set<Fault> excluded;

  /**
   * Chooses among all faults but the excluded ones.
   *
   * @param likelihood of a fault in each call, from 0 to 1
   * @throws IllegalArgumentException if the likelihood is anything else
   */
  public RandomFaults(long seed, double likelihood, Fault... excluded) {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new IllegalArgumentException(
          "A likelihood is a number from 0 to 1, not " + likelihood + ".");
    }
    this.seed = seed;
    this.likelihood = likelihood;
    this.excluded = Set.of(excluded);
  }

  @Override
  public Fault choose(Call call) {
    // String.hashCode and the enum's name are the same on every machine; an identity hash is not.
    int mixed = Objects.hash(call.orderId(), call.operation().name(), call.number());
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + mixed);
    if (random.nextDouble() >= likelihood) {
      return Fault.NONE;
    }
    List<Fault> faults =
        Fault.of(call.operation()).stream().filter(fault -> !excluded.contains(fault)).toList();
    return faults.isEmpty() ? Fault.NONE : faults.get(random.nextInt(faults.size()));
  }
}
