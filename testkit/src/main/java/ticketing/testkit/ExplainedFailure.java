package ticketing.testkit;

import org.opentest4j.AssertionFailedError;

/**
 * A failed test, told so that somebody learns from it: the first line says what was expected, the
 * others show what happened. It has no stack trace, for the reader's own line, if there is one, is
 * in the text.
 */
public final class ExplainedFailure extends AssertionFailedError {
  private static final long serialVersionUID = 1L;

  private final String headline;

  ExplainedFailure(String headline, String text) {
    super(text);
    this.headline = headline;
    setStackTrace(new StackTraceElement[0]);
  }

  /** The whole in one line. */
  String headline() {
    return headline;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
