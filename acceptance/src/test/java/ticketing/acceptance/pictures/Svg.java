package ticketing.acceptance.pictures;

import java.util.stream.Collectors;

/** Writes an SVG picture, one element per line, in the style of the hand-drawn pictures. */
final class Svg {
  /** The light style, and a dark style for readers who prefer it. */
  private static final String STYLE =
      """
      text { font-family: Helvetica, Arial, "DejaVu Sans", sans-serif; font-size: %1$dpx; fill: #1b2733; }
      .h1 { font-size: 20px; font-weight: bold; }
      .h2 { font-size: %2$dpx; font-weight: bold; }
      .op { font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: %3$dpx; font-weight: bold; }
      .soft { fill: #55636f; }
      .red { fill: #a3231a; font-weight: bold; }
      .green { fill: #2d6a31; font-weight: bold; }
      .card { fill: #ffffff; stroke: #c3cad1; }
      .box { fill: #eaf2fb; stroke: #4a5a6a; stroke-width: 1.5; }
      .good { fill: #e6f4e6; stroke: #2d6a31; stroke-width: 1.5; }
      .bad { fill: #fbeae8; stroke: #a3231a; stroke-width: 1.5; }
      .wait { fill: #f6efe4; stroke: #a07a34; stroke-width: 1.5; }
      .lane { stroke: #aab4be; stroke-width: 1.5; }
      .line { fill: none; stroke: #1b2733; stroke-width: 1.8; }
      .answer { stroke-dasharray: 5 4; }
      .lost { stroke: #a3231a; }
      .tip { fill: #1b2733; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .soft { fill: #aab6c2; }
        .red { fill: #ff9d94; }
        .green { fill: #86d48c; }
        .card { fill: #151b22; stroke: #3d4752; }
        .box { fill: #17293f; stroke: #8aa0b6; }
        .good { fill: #14301b; stroke: #86d48c; }
        .bad { fill: #3b1a18; stroke: #ff9d94; }
        .wait { fill: #33290f; stroke: #d3ad62; }
        .lane { stroke: #55636f; }
        .line { stroke: #e6edf3; }
        .lost { stroke: #ff9d94; }
        .tip { fill: #e6edf3; }
      }
      """;

  private final String id;
  private final int size;
  private final StringBuilder elements = new StringBuilder();

  /**
   * Creates an empty picture.
   *
   * @param id distinguishes its parts from those of other pictures on the same page
   * @param size the size of the text, in pixels
   */
  Svg(String id, int size) {
    this.id = id;
    this.size = size;
  }

  /** Draws a text that starts at this position. */
  void text(String kind, int x, int y, String text) {
    text(kind, "start", x, y, text);
  }

  /** Draws a text that ends at this position. */
  void textBefore(String kind, int x, int y, String text) {
    text(kind, "end", x, y, text);
  }

  /** Draws a text that is centered at this position. */
  void textAround(String kind, int x, int y, String text) {
    text(kind, "middle", x, y, text);
  }

  private void text(String kind, String anchor, int x, int y, String text) {
    add(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        kind, x, y, anchor, escaped(text));
  }

  /** Draws a line without an arrowhead. */
  void line(String kind, int x1, int y1, int x2, int y2) {
    add("<path class=\"%s\" d=\"M%d %d L%d %d\"/>", kind, x1, y1, x2, y2);
  }

  /** Draws a line with an arrowhead at its end. */
  void arrow(String kind, int x1, int y1, int x2, int y2) {
    add(
        "<path class=\"%s\" d=\"M%d %d L%d %d\" marker-end=\"url(#%s-tip)\"/>",
        kind, x1, y1, x2, y2, id);
  }

  /** Draws a cross, which marks a lost response. */
  void cross(String kind, int x, int y) {
    int arm = 5;
    add(
        "<path class=\"%s\" d=\"M%d %d L%d %d M%d %d L%d %d\"/>",
        kind, x - arm, y - arm, x + arm, y + arm, x - arm, y + arm, x + arm, y - arm);
  }

  /** Draws a rectangle with rounded corners. */
  void box(String kind, int x, int y, int width, int height, int round) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
        kind, x, y, width, height, round);
  }

  private void add(String format, Object... parts) {
    elements.append("  ").append(format.formatted(parts)).append('\n');
  }

  /**
   * Returns the SVG text. The background is filled, so that the picture is readable on light and
   * dark pages.
   */
  String picture(String title, String description, int width, int height) {
    return """
        <svg id="%1$s" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %2$d %3$d" width="%2$d" height="%3$d" role="img" aria-labelledby="%1$s-title %1$s-desc">
          <title id="%1$s-title">%4$s</title>
          <desc id="%1$s-desc">%5$s</desc>
          <!-- Drawn by PicturesTest: do not edit. -->
          <style>
        %6$s  </style>
          <defs>
            <marker id="%1$s-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
              <path class="tip" d="M0 0 L10 5 L0 10 z"/>
            </marker>
          </defs>
          <rect class="card" x="1" y="1" width="%7$d" height="%8$d" rx="14"/>
        %9$s</svg>
        """
        .formatted(
            id,
            width,
            height,
            escaped(title),
            escaped(description),
            scopedStyle(),
            width - 2,
            height - 2,
            elements);
  }

  /** Returns the style, limited to this picture. */
  private String scopedStyle() {
    return STYLE
        .formatted(size, size + 1, size - 1)
        .lines()
        .map(line -> line.replaceFirst("^(\\s*)(text|\\.)", "$1#" + id + " $2"))
        .map(line -> "    " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
