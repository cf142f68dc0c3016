package ticketing.runner.service;

import java.time.Instant;
import java.util.Optional;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;

/**
 * The call that a thread serves: until when its caller waits, and what happens to it.
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

  NextCall chosen = new NextCall(Fault.NONE);
  int number;

  ServedCall(Operation operation, String orderId, Instant deadline) {
    this.operation = operation;
    this.orderId = orderId;
    this.deadline = deadline;
  }

  /** Returns the call that this thread serves. */
  static Optional<ServedCall> current() {
    return Optional.ofNullable(CURRENT.get());
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

  /** Sets what happens to it, and which call of its operation and order it is. */
  void set(NextCall chosen, int number) {
    this.chosen = chosen;
    this.number = number;
  }

  Fault fault() {
    return chosen.fault();
  }

  /** Returns the moment after which a create does not begin. */
  Instant beginBy(TimingGuarantees timing) {
    boolean isLate = fault() == Fault.LATE_WRITE || fault() == Fault.TOO_LATE_WRITE;
    return isLate ? publishBy(timing) : deadline;
  }

  /** Returns the moment after which no ticket is published: half of D is left for publishing. */
  Instant publishBy(TimingGuarantees timing) {
    return fault() == Fault.TOO_LATE_WRITE
        ? Instant.MAX
        : deadline.plus(timing.maxWriteDelay().dividedBy(2));
  }
}
