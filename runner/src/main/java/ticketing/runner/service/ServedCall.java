package ticketing.runner.service;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.system.Operation;
import ticketing.system.TermsOfService;

/**
 * A call that is being served: until when its caller waits, and what is to go wrong with it. Known
 * on the thread that serves it.
 *
 * <p>The moments count from when the caller gives up, by the clock on the wall. However long a
 * request was in a queue, and however long this process was stopped, they do not move.
 */
final class ServedCall {
  private static final ThreadLocal<ServedCall> CURRENT = new ThreadLocal<>();

  private final Operation operation;
  private final String orderId;
  private final Instant deadline;
  private FaultSwitch fault;
  private int number;

  /** A call whose caller gives up at the deadline. */
  ServedCall(Operation operation, String orderId, Instant deadline) {
    this.operation = operation;
    this.orderId = orderId;
    this.deadline = deadline;
  }

  /** The one that this thread serves. */
  static Optional<ServedCall> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Does something for this call, on this thread. */
  <T> T serve(Supplier<T> action) {
    ServedCall before = CURRENT.get();
    CURRENT.set(this);
    try {
      return action.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /** What is to go wrong with it, and which call of its operation and order it is. */
  void meets(Optional<FaultSwitch> chosen, int call) {
    fault = chosen.orElse(null);
    number = call;
  }

  boolean has(FaultSwitch other) {
    return fault == other;
  }

  Operation operation() {
    return operation;
  }

  String orderId() {
    return orderId;
  }

  int number() {
    return number;
  }

  /** When the caller gives up, if it has not got its answer. */
  Instant deadline() {
    return deadline;
  }

  /** A create is not begun after this moment. */
  Instant beginBy(TermsOfService terms) {
    if (has(FaultSwitch.TOO_LATE)) {
      return Instant.MAX;
    }
    return has(FaultSwitch.LATE) ? deadline.plus(terms.landsWithin().dividedBy(2)) : deadline;
  }

  /**
   * A ticket is not published after this moment. It leaves half of D, for the publishing itself.
   */
  Instant publishBy(TermsOfService terms) {
    return has(FaultSwitch.TOO_LATE)
        ? Instant.MAX
        : deadline.plus(terms.landsWithin().dividedBy(2));
  }
}
