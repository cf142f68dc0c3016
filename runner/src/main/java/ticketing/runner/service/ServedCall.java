package ticketing.runner.service;

import java.time.Instant;
import java.util.Optional;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;

/**
 * The call that a thread serves: until when its caller waits, and its fault.
 *
 * <p>Times count from the caller's deadline, by the wall clock: they do not move however long the
 * request was queued or this process was stopped.
 */
final class ServedCall {
  private static final ThreadLocal<ServedCall> CURRENT = new ThreadLocal<>();

  final Operation operation;
  final String orderId;

  /** When the caller gives up. */
  final Instant deadline;

  private FaultSwitch fault;
  private int number;

  ServedCall(Operation operation, String orderId, Instant deadline) {
    this.operation = operation;
    this.orderId = orderId;
    this.deadline = deadline;
  }

  /** The call that this thread serves. */
  static Optional<ServedCall> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** The call that this thread serves; there has to be one. */
  static ServedCall required() {
    return current().orElseThrow(() -> new IllegalStateException("This thread serves no call"));
  }

  /** Runs the action for this call, on this thread. */
  void run(Runnable action) {
    ServedCall before = CURRENT.get();
    CURRENT.set(this);
    try {
      action.run();
    } finally {
      CURRENT.set(before);
    }
  }

  /** Sets its fault, and which call of its operation and order it is. */
  void set(Optional<FaultSwitch> chosen, int call) {
    fault = chosen.orElse(null);
    number = call;
  }

  boolean has(FaultSwitch other) {
    return fault == other;
  }

  int number() {
    return number;
  }

  /** A create does not begin after this moment. */
  Instant beginBy(TimingGuarantees timing) {
    return has(FaultSwitch.LATE) || has(FaultSwitch.TOO_LATE) ? publishBy(timing) : deadline;
  }

  /** A ticket is not published after this moment: half of D is left for the publishing itself. */
  Instant publishBy(TimingGuarantees timing) {
    return has(FaultSwitch.TOO_LATE)
        ? Instant.MAX
        : deadline.plus(timing.maxWriteDelay().dividedBy(2));
  }
}
