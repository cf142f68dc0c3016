package ticketing.runner.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** The faults of a service: by lot, and for next calls. They are switched while it runs. */
public final class SwitchedFaults implements FaultPlan {
  private static final int MOST_NEXT = 1_000;

  private final Map<Operation, ArrayDeque<FaultSwitch>> next = new EnumMap<>(Operation.class);
  private final UnaryOperator<String> lotName;
  private FaultSettings settings;

  /** These to begin with. */
  public SwitchedFaults(FaultSettings settings) {
    this(settings, UnaryOperator.identity());
  }

  /**
   * The same, and which calls have which faults is drawn for another name than the order's ID:
   * services whose orders have the same names then have the same faults.
   */
  public SwitchedFaults(FaultSettings settings, UnaryOperator<String> lotName) {
    this.settings = settings;
    this.lotName = lotName;
    for (Operation operation : Operation.values()) {
      next.put(operation, new ArrayDeque<>());
    }
  }

  /** How likely which faults are now. */
  public synchronized FaultSettings settings() {
    return settings;
  }

  /** From the next call on, these are the likelihoods. */
  public synchronized void use(FaultSettings now) {
    settings = now;
  }

  /** What is still to happen to the operation's next calls, in their order. */
  public synchronized List<FaultSwitch> nextOf(Operation operation) {
    return List.copyOf(next.get(operation));
  }

  /**
   * Replaces what is to happen to the operation's next calls, whichever orders they are for. A
   * stale look-up waits for a call that it makes a difference to.
   *
   * @throws UsageException if that is more than {@value #MOST_NEXT}
   */
  public synchronized void next(Operation operation, List<FaultSwitch> faults) {
    if (faults.size() > MOST_NEXT) {
      throw new UsageException("At most " + MOST_NEXT + " next calls can have a fault.");
    }
    next.get(operation).clear();
    next.get(operation).addAll(faults);
  }

  /**
   * One more of the operation's next calls has this fault, after those that are to have one.
   *
   * @throws UsageException if there are too many
   */
  public synchronized void addNext(FaultSwitch fault) {
    List<FaultSwitch> all = new ArrayList<>(nextOf(fault.operation()));
    all.add(fault);
    next(fault.operation(), all);
  }

  @Override
  public Fault choose(Call call) {
    Optional<FaultSwitch> fault = pick(call);
    ServedCall.current().ifPresent(served -> served.meets(fault, call.number()));
    return fault.map(FaultSwitch::kind).orElse(Fault.NONE);
  }

  private synchronized Optional<FaultSwitch> pick(Call call) {
    ArrayDeque<FaultSwitch> waiting = next.get(call.operation());
    FaultSwitch first = waiting.peek();
    boolean matters =
        first != null
            && (first != FaultSwitch.STALE || call.hidesTicket())
            && (first != FaultSwitch.TOO_STALE || call.hasTicket());
    return matters ? Optional.of(waiting.poll()) : settings.draw(withLotName(call));
  }

  private Call withLotName(Call call) {
    return new Call(
        call.operation(),
        lotName.apply(call.orderId()),
        call.number(),
        call.hidesTicket(),
        call.hasTicket());
  }
}
