package ticketing.runner.service;

import java.time.Instant;
import java.util.Optional;
import ticketing.system.Operation;
import ticketing.system.TicketSystemException;
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
  final Instant deadline;
  NextCall chosen = new NextCall(Fault.NONE);
  int number;

  ServedCall(Operation operation, String orderId, Instant deadline) {
    this.operation = operation;
    this.orderId = orderId;
    this.deadline = deadline;
  }

  static Optional<ServedCall> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Runs the action for this call, on this thread. */
  void run(Runnable action) {
    CURRENT.set(this);
    try {
      action.run();
    } finally {
      CURRENT.remove();
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

  /**
   * Returns the moment after which this create publishes no ticket, to keep the write delay limit
   * D: half of D after the deadline, the other half is left for publishing. Throws if it is too
   * late to begin.
   */
  Instant publishBy(TimingGuarantees timing, Instant now) {
    Instant halfOfD = deadline.plus(timing.maxWriteDelay().dividedBy(2));
    Instant publishBy = fault() == Fault.TOO_LATE_WRITE ? Instant.MAX : halfOfD;
    boolean isLate = fault() == Fault.LATE_WRITE || fault() == Fault.TOO_LATE_WRITE;
    if (now.isAfter(isLate ? publishBy : deadline)) {
      throw new TicketSystemException("not started, because its caller has given up");
    }
    return publishBy;
  }
}
