package ticketing.testkit.explorer;

import java.util.Locale;

/** What else may happen to an order at a step of a {@link Schedule}. */
public enum Interruption {
  /** Nothing. */
  NONE,
  /** The workflow is asked to cancel; when it has ended, the order is placed again. */
  CANCEL,
  /** The workflow is terminated, its child goes on, and the order is placed again. */
  TERMINATE,
  /** The worker dies, and the answer with it; another one starts. */
  RESTART,
  /** The order is placed a second time, as a starter does. */
  AGAIN,
  /** The order is placed a second time, when Temporal has forgotten that it ever was. */
  MUCH_LATER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
