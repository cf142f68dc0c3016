package ticketing.system.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ticketing.system.Operation;

/** Faults in a list, one for each call of an operation; calls after the last have none. */
public final class ScriptedFaults implements FaultPlan {
  private final Map<Operation, List<Fault>> script = new EnumMap<>(Operation.class);
  private List<Fault> lookUpsAfterCreate = List.of();
  private int lookUpsBeforeCreate;
  private boolean created;

  /** Gives the first call of the operation the first fault, and so on. Returns this. */
  public ScriptedFaults on(Operation operation, Fault... faults) {
    script.put(operation, List.of(faults));
    return this;
  }

  /** Gives the first look-up after the first create the first fault, and so on. */
  public void onLookUpsAfterCreate(Fault... faults) {
    lookUpsAfterCreate = List.of(faults);
  }

  @Override
  public synchronized Fault choose(Call call) {
    created |= call.operation() == Operation.CREATE_TICKET;
    if (call.operation() == Operation.FIND_TICKET && !lookUpsAfterCreate.isEmpty()) {
      lookUpsBeforeCreate += created ? 0 : 1;
      return created ? fault(lookUpsAfterCreate, call.number() - lookUpsBeforeCreate) : Fault.NONE;
    }
    return fault(script.getOrDefault(call.operation(), List.of()), call.number());
  }

  private static Fault fault(List<Fault> faults, int call) {
    return call <= faults.size() ? faults.get(call - 1) : Fault.NONE;
  }
}
