package ticketing.testkit.explorer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What interrupts an order at a step of a {@link Schedule}. */
public enum Interruption {
  NONE("nothing"),
  CANCEL("the workflow is asked to cancel; once it has ended, the order is placed again"),
  TERMINATE(
      "at a create or settle: the workflow is terminated, its child continues, and the order is"
          + " placed again"),
  CANCEL_CHILD("at a create: the child is asked to cancel, and its parent is not"),
  RESTART("the worker dies before it can report the result; another one starts"),
  RETRY("at reject: the order was placed with a retry policy"),
  AGAIN("the order is placed a second time"),
  MUCH_LATER("at end: the order is placed again after Temporal has deleted its history");

  /** Those that ask a workflow to cancel. */
  static final Set<Interruption> CANCELLATIONS = EnumSet.of(CANCEL, CANCEL_CHILD);

  private final String description;

  Interruption(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  boolean isCancellation() {
    return CANCELLATIONS.contains(this);
  }

  /** Returns whether it happens to a child workflow. */
  boolean needsChild() {
    return this == TERMINATE || this == CANCEL_CHILD;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
