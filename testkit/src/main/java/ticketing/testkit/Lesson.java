package ticketing.testkit;

import org.opentest4j.AssertionFailedError;

/**
 * A failed test, told so that somebody learns from it: the first line says what was expected, the
 * others show what happened. It has no stack trace, for the reader's own line, if there is one, is
 * in the text.
 */
public final class Lesson extends AssertionFailedError {
  private static final long serialVersionUID = 1L;

  private final String text;

  Lesson(String headline, String text) {
    super(LessonReporter.isActive() ? headline : text);
    this.text = text;
    setStackTrace(new StackTraceElement[0]);
  }

  /** The whole lesson, several lines. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
