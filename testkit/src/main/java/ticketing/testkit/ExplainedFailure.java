package ticketing.testkit;

import org.opentest4j.AssertionFailedError;

/**
 * A failed test that explains itself: its text says what happened to the order and what was
 * expected. It has no stack trace; the reader's own line, if there is one, is in the text.
 */
public final class ExplainedFailure extends AssertionFailedError {
  private static final long serialVersionUID = 1L;

  private final String headline;

  /** Creates a failure with its headline, which says the whole in one line, and its explanation. */
  public ExplainedFailure(String headline, String text) {
    super(text);
    this.headline = headline;
    setStackTrace(new StackTraceElement[0]);
  }

  /** Returns the whole in one line. */
  String headline() {
    return headline;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
