package ticketing.runner.study.compare;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

/** Lays out Java code: google-java-format. */
public final class JavaFormat {
  private JavaFormat() {}

  /**
   * The text as it should be laid out.
   *
   * @throws IllegalArgumentException if it is not Java
   */
  public static String format(String text) {
    try {
      return new Formatter().formatSource(text);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The same, with the imports in their order: two texts that differ in layout alone become equal,
   * blank lines apart.
   *
   * @throws IllegalArgumentException if it is not Java
   */
  public static String formatInOrder(String text) {
    try {
      return format(ImportOrderer.reorderImports(text, Style.GOOGLE));
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
