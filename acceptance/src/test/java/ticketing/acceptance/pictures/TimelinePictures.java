package ticketing.acceptance.pictures;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ticketing.acceptance.pictures.TimelineDrawing.Columns;

/** Draws a timeline for each strategy, and one picture with the timelines of all exercises. */
final class TimelinePictures {
  private static final int HEADER = 96;
  private static final int FOOTER = 72;
  private static final int WIDTH = 800;
  private static final int PANEL = 328;
  private static final int EDGE = 24;
  private static final int TEXT = 15;

  /** The text size in the combined picture, which is wide and gets scaled down. */
  private static final int LARGER_TEXT = 17;

  private static final String HOW_TO_READ = "Time (min:s) runs from top to bottom, not to scale.";

  private TimelinePictures() {}

  /** Draws all pictures; returns them by name. The same orders produce the same bytes. */
  static Map<String, String> draw(List<DrawnOrder> orders) {
    Map<String, String> pictures = new LinkedHashMap<>();
    orders.forEach(order -> pictures.put(order.picture(), alone(order)));
    pictures.put("timelines", together(orders.stream().filter(order -> !order.isKey()).toList()));
    return pictures;
  }

  private static String alone(DrawnOrder order) {
    Svg svg = new Svg(order.picture(), TEXT);
    Columns columns = Columns.ALONE;
    svg.text("h1", EDGE, 38, order.title());
    svg.textAround("h2", columns.workflow(), 76, "workflow");
    svg.textAround("h2", columns.system(), 76, "ticket system");
    svg.textAround("h2", columns.middleOfTickets(), 76, "ledger");
    int bottom = new TimelineDrawing(svg, order.steps(), columns, HEADER).draw();
    svg.text(color(order), EDGE, bottom + 30, "In the end: " + order.result() + ".");
    svg.text("soft", EDGE, bottom + 54, HOW_TO_READ);
    return svg.picture(order.title(), order.description(), WIDTH, bottom + FOOTER);
  }

  private static String together(List<DrawnOrder> orders) {
    Svg svg = new Svg("timelines", LARGER_TEXT);
    int bottom = HEADER;
    for (int i = 0; i < orders.size(); i++) {
      bottom = Math.max(bottom, panel(svg, orders.get(i), PANEL * i));
    }
    for (int i = 0; i < orders.size(); i++) {
      int left = PANEL * i;
      String result =
          orders.get(i).isRight()
              ? "one ticket, reported correctly"
              : orders.get(i).result().replaceFirst("the order is reported as ", "");
      svg.text(color(orders.get(i)), left + EDGE, bottom + 24, result);
      if (i > 0) {
        svg.line("lane", left + 8, 18, left + 8, bottom + 32);
      }
    }
    svg.text("soft", EDGE, bottom + 54, HOW_TO_READ + " Token and reservation are omitted.");
    String description = orders.stream().map(DrawnOrder::description).collect(joining(" "));
    return svg.picture(
        "The strategies side by side", description, PANEL * orders.size() + 8, bottom + FOOTER);
  }

  /** Draws one of several orders. Returns its lower edge. */
  private static int panel(Svg svg, DrawnOrder order, int left) {
    Columns columns = Columns.from(left);
    svg.text("h2", left + EDGE, 32, order.strategy());
    svg.text("", left + EDGE, 54, order.headline());
    svg.textAround("soft", columns.workflow(), 84, "workflow");
    svg.textAround("soft", columns.system() - 18, 84, "ticket system");
    svg.textAround("soft", columns.middleOfTickets() + 6, 84, "ledger");
    List<DrawnStep> steps = order.steps().stream().filter(DrawnStep::isAboutTickets).toList();
    return new TimelineDrawing(svg, steps, columns, HEADER).draw();
  }

  private static String color(DrawnOrder order) {
    return order.isRight() ? "green" : "red";
  }
}
