package ticketing.runner.util;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints text in color or in bold, where that can be shown. */
public final class TextStyle {
  private TextStyle() {}

  /** Returns the text in a style. It is no markup of picocli's, which the text may look like. */
  public static String styled(Style style, String text) {
    return Ansi.AUTO.enabled() ? Style.on(style) + text + Style.on(Style.reset) : text;
  }

  /** Returns the text in bold. */
  public static String bold(String text) {
    return styled(Style.bold, text);
  }
}
