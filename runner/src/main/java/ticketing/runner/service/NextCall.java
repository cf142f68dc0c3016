package ticketing.runner.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/**
 * What happens to a coming call: a fault, or a hold of a create that has none.
 *
 * @param operation whose next call it is
 * @param hold null for no hold
 */
record NextCall(Operation operation, Fault fault, Hold hold) {
  private static final Map<String, NextCall> BY_NAME = new LinkedHashMap<>();

  static {
    for (Fault fault : Fault.values()) {
      if (fault != Fault.NONE) {
        BY_NAME.put(fault.toString(), new NextCall(fault));
      }
    }
    for (Hold hold : Hold.values()) {
      NextCall call = new NextCall(Operation.CREATE_TICKET, Fault.NONE, hold);
      BY_NAME.put(call.toString(), call);
    }
  }

  /** Where a create is held. */
  enum Hold {
    /** When its ticket is written, and has no name yet. */
    BEFORE_WRITE("hold-before", "its ticket is published"),
    /** When its ticket is published. */
    AFTER_WRITE("hold-after", "its response");

    private final String id;

    /** What it is held before. */
    final String what;

    Hold(String id, String what) {
      this.id = id;
      this.what = what;
    }
  }

  NextCall(Fault fault) {
    this(fault.operation(), fault, null);
  }

  /**
   * Finds it by its full name, such as {@code createTicket=after}.
   *
   * @throws UsageException if there is none
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static NextCall of(String name) {
    NextCall found = BY_NAME.get(name);
    if (found == null) {
      throw new UsageException(
          "Unknown fault \"%s\". Use one of: %s."
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return found;
  }

  /** Returns its name among those of its operation, such as {@code after}. */
  String id() {
    return hold == null ? fault.id() : hold.id;
  }

  @JsonValue
  @Override
  public String toString() {
    return operation + "=" + id();
  }
}
