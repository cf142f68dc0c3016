package ticketing.runner.service;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;

/**
 * What happens to a coming call: a fault, or a hold of a create that has none.
 *
 * @param name its full name, such as {@code createTicket=after}
 * @param fault {@link Fault#NONE} for a hold
 */
record NextCall(@JsonValue String name, Fault fault) {
  /** Holds a create when its ticket is written, and has no name yet. */
  static final NextCall HOLD_BEFORE = new NextCall("createTicket=hold-before", Fault.NONE);

  /** Holds a create when its ticket is published. */
  static final NextCall HOLD_AFTER = new NextCall("createTicket=hold-after", Fault.NONE);

  private static final List<NextCall> ALL =
      Stream.concat(
              Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE).map(NextCall::new),
              Stream.of(HOLD_BEFORE, HOLD_AFTER))
          .toList();

  NextCall(Fault fault) {
    this(fault.toString(), fault);
  }

  /** Finds it by its full name; throws a {@link UsageException} if there is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static NextCall of(String name) {
    return ALL.stream()
        .filter(call -> call.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Unknown fault \"%s\". Use one of: %s.",
                    name, ALL.stream().map(NextCall::name).collect(Collectors.joining(", "))));
  }

  /** Returns whose next call it is. */
  Operation operation() {
    return fault == Fault.NONE ? Operation.CREATE_TICKET : fault.operation();
  }

  /** Returns its name among those of its operation, such as {@code after}. */
  String id() {
    return name.substring(name.indexOf('=') + 1);
  }
}
