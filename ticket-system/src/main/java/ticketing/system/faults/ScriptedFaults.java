package ticketing.system.faults;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ticketing.system.Operation;

/** Faults in a list, one for each call of an operation; calls after the last have none. */
public final class ScriptedFaults implements FaultPlan {
  private final Map<Operation, List<Fault>> script = new EnumMap<>(Operation.class);
  private Iterator<Fault> lookUpsAfterCreate = Collections.emptyIterator();
  private boolean created;

  /** Gives the first call of the operation the first fault, and so on. Returns this. */
  public ScriptedFaults on(Operation operation, Fault... faults) {
    script.put(operation, List.of(faults));
    return this;
  }

  /** Gives the first look-up after the first create the first fault, and so on. */
  public void onLookUpsAfterCreate(Fault... faults) {
    lookUpsAfterCreate = List.of(faults).iterator();
  }

  @Override
  public synchronized Fault choose(Call call) {
    created |= call.operation() == Operation.CREATE_TICKET;
    if (call.operation() == Operation.FIND_TICKET && lookUpsAfterCreate.hasNext()) {
      return created ? lookUpsAfterCreate.next() : Fault.NONE;
    }
    List<Fault> faults = script.getOrDefault(call.operation(), List.of());
    return call.number() <= faults.size() ? faults.get(call.number() - 1) : Fault.NONE;
  }
}
