package ticketing.runner.service;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.RandomFaults;

/** The faults of a service, at random and for next calls, which can be changed while it runs. */
public final class SwitchedFaults implements FaultPlan {
  /** The name in a draw of an order that no fault hits. */
  public static final String SPARED = "";

  private static final double ROUNDING = 1e-9;

  private final List<NextCall> next = new ArrayList<>();
  private final long seed;
  private final UnaryOperator<String> nameInDraw;
  private Map<Fault, Double> likelihoods = Map.of();

  /** Begins without faults. */
  public SwitchedFaults(long seed) {
    this(seed, UnaryOperator.identity());
  }

  /** Draws by another name than the order's ID, so that several services have the same faults. */
  public SwitchedFaults(long seed, UnaryOperator<String> nameInDraw) {
    this.seed = seed;
    this.nameInDraw = nameInDraw;
  }

  /** Returns the likelihood of the fault in a call of its operation. */
  public synchronized double likelihood(Fault fault) {
    return likelihoods.getOrDefault(fault, 0.0);
  }

  /**
   * Sets the likelihood of a fault in a call, from the next call on. It is spread over all faults
   * of each operation that keep the timing guarantees, except rejections.
   */
  synchronized void setLikelihood(double likelihood) {
    check(likelihood);
    Map<Fault, Double> all = new EnumMap<>(Fault.class);
    for (Operation operation : Operation.values()) {
      Set<Fault> faults = Fault.of(operation);
      faults.remove(Fault.REJECTED);
      faults.forEach(fault -> all.put(fault, likelihood / faults.size()));
    }
    likelihoods = Map.copyOf(all);
  }

  /** Sets the likelihood of one fault, from the next call on. */
  public synchronized void setLikelihood(Fault fault, double likelihood) {
    check(likelihood);
    Map<Fault, Double> all = new HashMap<>(likelihoods);
    all.put(fault, likelihood);
    double sum =
        Fault.of(fault.operation()).stream().mapToDouble(one -> all.getOrDefault(one, 0.0)).sum();
    if (sum > 1 + ROUNDING) {
      throw new UsageException(
          "The likelihoods of the faults of %s add up to %s. Make that 1 or less: a call has one fault.",
          fault.operation(), sum);
    }
    likelihoods = Map.copyOf(all);
  }

  private static void check(double likelihood) {
    if (!(likelihood >= 0 && likelihood <= 1)) {
      throw new UsageException(
          "A likelihood must be a number from 0 to 1, not %s: with 0.4, two in five calls fail.",
          likelihood);
    }
  }

  /** Injects this fault into one more of the next calls, of any order. */
  public synchronized void addNext(Fault fault) {
    next.add(new NextCall(fault));
  }

  /** Returns how many of the next calls have this fault. */
  public synchronized long countNext(Fault fault) {
    return next.stream().filter(call -> call.fault() == fault).count();
  }

  /** Turns off all faults. */
  public synchronized void clear() {
    likelihoods = Map.of();
    next.clear();
  }

  /** Makes a change, or throws a {@link UsageException} and changes nothing. */
  synchronized void change(FaultChange change) {
    if (change.likelihood() != null) {
      setLikelihood(change.likelihood());
    } else if (change.clear()) {
      clear();
    }
    if (change.next() != null) {
      change.next().forEach(call -> next.removeIf(old -> old.operation() == call.operation()));
      next.addAll(change.next());
    }
  }

  /** Returns the present state for people, a line for each operation. */
  synchronized String describe() {
    StringBuilder text = new StringBuilder("seed %d%n".formatted(seed));
    for (Operation operation : Operation.values()) {
      text.append("%-16s".formatted(operation));
      for (Fault fault : Fault.of(operation)) {
        double percent = 100 * likelihood(fault);
        text.append(String.format(Locale.ROOT, "  %s %.0f%%", fault.id(), percent));
      }
      String ids = nextOf(operation).map(NextCall::id).collect(Collectors.joining(", "));
      text.append(ids.isEmpty() ? "%n".formatted() : "  next: %s%n".formatted(ids));
    }
    return text.toString();
  }

  private Stream<NextCall> nextOf(Operation operation) {
    return next.stream().filter(call -> call.operation() == operation);
  }

  @Override
  public Fault choose(Call call) {
    NextCall chosen = pick(call);
    ServedCall.current().ifPresent(served -> served.set(chosen, call.number()));
    return chosen.fault();
  }

  /** Chooses what happens to a call. A stale read waits for a look-up that it can change. */
  private synchronized NextCall pick(Call call) {
    if (SPARED.equals(nameInDraw.apply(call.orderId()))) {
      return new NextCall(Fault.NONE);
    }
    Optional<NextCall> first = nextOf(call.operation()).findFirst().filter(one -> fits(one, call));
    first.ifPresent(next::remove);
    return first.orElseGet(() -> new NextCall(draw(call)));
  }

  private static boolean fits(NextCall next, Call call) {
    return switch (next.fault()) {
      case STALE_READ -> call.hidesTicket();
      case TOO_STALE_READ -> call.hasTicket();
      default -> true;
    };
  }

  private Fault draw(Call call) {
    double left = RandomFaults.random(seed, nameInDraw.apply(call.orderId()), call).nextDouble();
    for (Fault fault : Fault.of(call.operation())) {
      left -= likelihood(fault);
      if (left < 0) {
        return fault;
      }
    }
    return Fault.NONE;
  }
}
