package ticketing.runner.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Faults;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** The faults of a service, at random and for next calls, which can be changed while it runs. */
public final class SwitchedFaults implements FaultPlan {
  private static final int MOST_NEXT = 1_000;

  private final Map<Operation, ArrayDeque<FaultSwitch>> next = new EnumMap<>(Operation.class);
  private final UnaryOperator<String> nameInDraw;
  private FaultSettings settings;

  /** Begins with these settings. */
  public SwitchedFaults(FaultSettings settings) {
    this(settings, UnaryOperator.identity());
  }

  /**
   * Begins with these settings, and draws for another name than the order's ID: services whose
   * orders have the same names then have the same faults.
   */
  public SwitchedFaults(FaultSettings settings, UnaryOperator<String> nameInDraw) {
    this.settings = settings;
    this.nameInDraw = nameInDraw;
    for (Operation operation : Operation.values()) {
      next.put(operation, new ArrayDeque<>());
    }
  }

  /** The present settings. */
  public synchronized FaultSettings settings() {
    return settings;
  }

  /** Sets the settings, from the next call on. */
  public synchronized void use(FaultSettings now) {
    settings = now;
  }

  /** What is still to happen to the operation's next calls, in order. */
  public synchronized List<FaultSwitch> nextOf(Operation operation) {
    return List.copyOf(next.get(operation));
  }

  /**
   * Replaces what happens to the operation's next calls, of any order. A stale look-up waits for a
   * call that it makes a difference to.
   *
   * @throws UsageException if that is more than {@value #MOST_NEXT}
   */
  public synchronized void next(Operation operation, List<FaultSwitch> faults) {
    checkCount(faults);
    next.get(operation).clear();
    next.get(operation).addAll(faults);
  }

  private static void checkCount(List<FaultSwitch> faults) {
    if (faults.size() > MOST_NEXT) {
      throw new UsageException("At most " + MOST_NEXT + " next calls can have a fault.");
    }
  }

  /**
   * Adds a fault for one more of the operation's next calls.
   *
   * @throws UsageException if there are too many
   */
  public synchronized void addNext(FaultSwitch fault) {
    List<FaultSwitch> all = new ArrayList<>(nextOf(fault.operation()));
    all.add(fault);
    next(fault.operation(), all);
  }

  /**
   * Makes a change, or throws and changes nothing.
   *
   * @throws UsageException if the likelihoods are wrong, or there are too many next calls
   */
  synchronized void change(FaultChange change) {
    Map<FaultSwitch, Double> likelihoods = change.clear() ? Map.of() : settings.likelihoods();
    FaultSettings now =
        new FaultSettings(
            change.seed() == null ? settings.seed() : change.seed(),
            change.likelihoods() == null ? likelihoods : change.likelihoods());
    List<FaultSwitch> calls = change.next() == null ? List.of() : change.next();
    checkCount(calls);
    settings = now;
    if (change.clear()) {
      next.values().forEach(ArrayDeque::clear);
    }
    calls.stream().collect(Collectors.groupingBy(FaultSwitch::operation)).forEach(this::next);
  }

  /** The present state, with so many held calls. */
  synchronized Faults state(int held) {
    Map<FaultSwitch, Double> likelihoods = new EnumMap<>(FaultSwitch.class);
    Arrays.stream(FaultSwitch.values())
        .filter(FaultSwitch::isRandom)
        .forEach(one -> likelihoods.put(one, settings.likelihoods().getOrDefault(one, 0.0)));
    return new Faults(
        settings.seed(),
        likelihoods,
        next.values().stream().flatMap(ArrayDeque::stream).toList(),
        held);
  }

  @Override
  public Fault choose(Call call) {
    Optional<FaultSwitch> fault = pick(call);
    ServedCall.current().ifPresent(served -> served.set(fault, call.number()));
    return fault.map(FaultSwitch::kind).orElse(Fault.NONE);
  }

  private synchronized Optional<FaultSwitch> pick(Call call) {
    ArrayDeque<FaultSwitch> waiting = next.get(call.operation());
    FaultSwitch first = waiting.peek();
    boolean matters =
        first != null
            && (first != FaultSwitch.STALE || call.hidesTicket())
            && (first != FaultSwitch.TOO_STALE || call.hasTicket());
    return matters ? Optional.of(waiting.poll()) : settings.draw(renamed(call));
  }

  private Call renamed(Call call) {
    return new Call(
        call.operation(),
        nameInDraw.apply(call.orderId()),
        call.number(),
        call.hidesTicket(),
        call.hasTicket());
  }
}
