package ticketing.testkit.explorer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What interrupts an order at a step of a {@link Schedule}. */
public enum Interruption {
  NONE("nothing"),
  CANCEL(
      "the workflow is asked to cancel; at end: together with its last answer; once it has ended,"
          + " the order is placed again"),
  RESTART("the worker dies before it can report the result; another one starts"),
  AGAIN("the order is placed a second time"),
  TERMINATE(
      "at a create or settle: the workflow is terminated, its child continues, and the order is"
          + " placed again"),
  TERMINATE_CANCEL(
      "at ok or late: as +terminate, and the child is asked to cancel before it gets the answer"),
  CANCEL_CHILD("at a create: the child is asked to cancel, and its parent is not"),
  QUEUED("at late: the create waits for a worker, which dies before it can report the result"),
  QUEUED_CANCEL(
      "at ok or late: the create waits for a worker, and then the workflow is asked to cancel"),
  CANCEL_IN_QUEUE(
      "at ok or late: the workflow is asked to cancel while the create waits for a worker"),
  DELAYED("at a look-up: it waits for a worker, for longer than the workflow allows"),
  RETRY("at reject: the order was placed with a retry policy"),
  MUCH_LATER("at end: the order is placed again after Temporal has deleted its history"),
  MUCH_LATER_CANCEL("at end: as +much-later, and the workflow is asked to cancel before it looks"),
  MUCH_LATER_CANCEL_LOOK(
      "at end: as +much-later, and the workflow is asked to cancel while it looks");

  /** Those that ask a workflow to cancel. */
  static final Set<Interruption> CANCELLATIONS =
      EnumSet.of(
          CANCEL,
          CANCEL_CHILD,
          TERMINATE_CANCEL,
          QUEUED_CANCEL,
          CANCEL_IN_QUEUE,
          MUCH_LATER_CANCEL,
          MUCH_LATER_CANCEL_LOOK);

  private final String description;

  Interruption(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Returns whether it is possible at a step of this kind. */
  boolean isPossibleAt(StepKind kind) {
    if (kind.isSpecial()) {
      return this == CANCEL && kind == StepKind.EXPIRED;
    }
    return switch (this) {
      case NONE -> false;
      case CANCEL -> true;
      case AGAIN -> kind != StepKind.TOKEN;
      case RESTART -> kind != StepKind.END && kind != StepKind.TOKEN;
      case TERMINATE -> kind == StepKind.REJECT || CANCEL_CHILD.isPossibleAt(kind);
      case TERMINATE_CANCEL, QUEUED_CANCEL, CANCEL_IN_QUEUE ->
          kind == StepKind.OK || kind == StepKind.LATE;
      case CANCEL_CHILD -> kind == StepKind.OK || kind == StepKind.SETTLE || kind.isFailedCreate();
      case QUEUED -> kind == StepKind.LATE;
      case DELAYED -> kind == StepKind.FRESH || kind == StepKind.RESERVATION;
      case RETRY -> kind == StepKind.REJECT;
      case MUCH_LATER, MUCH_LATER_CANCEL, MUCH_LATER_CANCEL_LOOK -> kind == StepKind.END;
    };
  }

  boolean isCancellation() {
    return CANCELLATIONS.contains(this);
  }

  /** Returns whether the order's workflow is asked to cancel. */
  boolean cancelsOrder() {
    return isCancellation() && !needsChild();
  }

  /** Returns whether a call has to wait until a worker takes it. */
  boolean isQueued() {
    return this == QUEUED || this == QUEUED_CANCEL || this == CANCEL_IN_QUEUE || this == DELAYED;
  }

  /** Returns what happens during the call itself. */
  Interruption inCall() {
    return switch (this) {
      case QUEUED -> RESTART;
      case QUEUED_CANCEL -> CANCEL;
      case CANCEL_IN_QUEUE, DELAYED -> NONE;
      default -> this;
    };
  }

  /** Returns whether the worker that makes the call dies. */
  boolean killsWorker() {
    return inCall() == RESTART;
  }

  boolean terminates() {
    return this == TERMINATE || this == TERMINATE_CANCEL;
  }

  /** Returns whether it happens to a child workflow. */
  boolean needsChild() {
    return terminates() || this == CANCEL_CHILD;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
