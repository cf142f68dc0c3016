package ticketing.system.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ticketing.system.Operation;

/** Faults in a list, one for each call of an operation; calls after the last have none. */
public final class ScriptedFaults implements FaultPlan {
  private final Map<Operation, List<Fault>> script = new EnumMap<>(Operation.class);

  /** Gives the first call of the operation the first fault, and so on. Returns this. */
  public ScriptedFaults on(Operation operation, Fault... faults) {
    script.put(operation, List.of(faults));
    return this;
  }

  @Override
  public Fault choose(Call call) {
    List<Fault> faults = script.getOrDefault(call.operation(), List.of());
    return call.number() <= faults.size() ? faults.get(call.number() - 1) : Fault.NONE;
  }
}
