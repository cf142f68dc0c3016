package ticketing.system.faults;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Faults from a seed. The fault of a call depends on the seed, the order, the operation and the
 * number of the call, and on nothing else: a seed repeats a run, whatever the threads do. Chosen
 * are all faults that keep the guarantees, except a rejection: it would end the order.
 *
 * @param likelihood of a fault in each call, from 0 to 1
 */
public record RandomFaults(long seed, double likelihood) implements FaultPlan {

  /** Throws an IllegalArgumentException if the likelihood is not from 0 to 1. */
  public RandomFaults {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new IllegalArgumentException(
          "A likelihood must be a number from 0 to 1, not " + likelihood + ".");
    }
  }

  /** Returns what decides about a call of this order, the same on every machine. */
  public static SplittableRandom random(long seed, String orderId, Call call) {
    // String.hashCode and the enum's name are the same on every machine; an identity hash is not.
    int mixed = Objects.hash(orderId, call.operation().name(), call.number());
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + mixed);
  }

  @Override
  public Fault choose(Call call) {
    SplittableRandom random = random(seed, call.orderId(), call);
    if (random.nextDouble() >= likelihood) {
      return Fault.NONE;
    }
    List<Fault> faults =
        Fault.of(call.operation()).stream().filter(fault -> fault != Fault.REJECTED).toList();
    return faults.get(random.nextInt(faults.size()));
  }
}
