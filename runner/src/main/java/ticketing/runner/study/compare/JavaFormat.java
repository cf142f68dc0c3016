package ticketing.runner.study.compare;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

/** Formats Java code with google-java-format, so that only what matters differs. */
final class JavaFormat {
  private JavaFormat() {}

  /**
   * The text with its imports in order: two texts that differ in layout alone become equal, blank
   * lines apart.
   *
   * @throws IllegalArgumentException if it is not Java
   */
  static String format(String text) {
    try {
      return new Formatter().formatSource(ImportOrderer.reorderImports(text, Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
