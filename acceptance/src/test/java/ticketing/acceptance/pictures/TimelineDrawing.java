package ticketing.acceptance.pictures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import ticketing.testkit.explorer.Explorer;

/**
 * Draws an order: workflow, ticket system, and ledger side by side; time runs from top to bottom.
 * All lengths are in pixels.
 */
final class TimelineDrawing {
  private static final Duration MAX_WRITE_DELAY = Explorer.TIMING.maxWriteDelay();
  private static final Duration MAX_READ_LAG = Explorer.TIMING.maxReadLag();

  /** The height of a call with its response. */
  private static final int CALL_HEIGHT = 52;

  private static final int LATE_WRITE_HEIGHT = 34;
  private static final int END_HEIGHT = 44;

  /**
   * The shortest gap. A gap grows with the square root of its pause, so that seconds and minutes
   * are both visible.
   */
  private static final int SHORTEST_GAP = 22;

  private static final double ROOT_OF_SECOND = 2.2;

  /**
   * The horizontal positions, from left to right.
   *
   * @param time the right edge of the times
   * @param workflow the line of the workflow
   * @param system the line of the ticket system
   * @param ledger the left edge of the tickets
   * @param ticket the width of a ticket
   * @param brief whether texts must be short
   */
  record Columns(int time, int workflow, int system, int ledger, int ticket, boolean brief) {
    static final Columns ALONE = new Columns(72, 108, 500, 640, 130, false);

    /** Returns the columns of one of several timelines, starting at {@code left}. */
    static Columns from(int left) {
      return new Columns(left + 62, left + 78, left + 206, left + 224, 96, true);
    }

    int middle() {
      return (workflow + system) / 2;
    }

    int middleOfTickets() {
      return ledger + ticket / 2;
    }
  }

  private final Svg svg;
  private final List<DrawnStep> steps;
  private final Columns columns;

  /** The y position of each step; the response of a call is below it. */
  private final List<Integer> rows = new ArrayList<>();

  private final int top;
  private final int bottom;

  /** Positions the steps below {@code top}. */
  TimelineDrawing(Svg svg, List<DrawnStep> steps, Columns columns, int top) {
    this.svg = svg;
    this.steps = steps;
    this.columns = columns;
    this.top = top;
    int y = top;
    Duration before = steps.get(0).at();
    for (DrawnStep step : steps) {
      Duration pause = step.at().minus(before);
      y +=
          pause.isZero()
              ? 0
              : SHORTEST_GAP + (int) Math.round(ROOT_OF_SECOND * Math.sqrt(pause.toSeconds()));
      rows.add(y + 20);
      y += step.isEnd() ? END_HEIGHT : step.isLateWrite() ? LATE_WRITE_HEIGHT : CALL_HEIGHT;
      before = step.at();
    }
    bottom = y;
  }

  /** Draws the timeline, background first. Returns its lower edge. */
  int draw() {
    int end = IntStream.range(0, steps.size()).filter(i -> steps.get(i).isEnd()).max().orElse(0);
    svg.line("lane", columns.workflow(), top, columns.workflow(), rows.get(end));
    svg.line("lane", columns.system(), top, columns.system(), bottom);
    for (int i = 0; i < steps.size(); i++) {
      drawWaitAfter(i);
      drawDelayOfWrite(i);
    }
    for (int i = 0; i < steps.size(); i++) {
      draw(i);
    }
    return bottom;
  }

  private void draw(int i) {
    DrawnStep step = steps.get(i);
    if (i == 0 || !step.at().equals(steps.get(i - 1).at())) {
      String clock = "%d:%02d".formatted(step.at().toMinutes(), step.at().toSecondsPart());
      svg.textBefore("soft", columns.time(), rows.get(i) + 5, clock);
    }
    if (step.isEnd()) {
      drawEnd(i);
    } else if (step.isLateWrite()) {
      drawTicket(i, rows.get(i));
    } else {
      drawCall(i);
    }
  }

  private void drawCall(int i) {
    DrawnStep step = steps.get(i);
    int y = rows.get(i);
    int responseY = responseRow(i);
    String call = columns.brief() ? step.call().replace("Ticket", "") : step.call();
    svg.textAround("op", columns.middle() - 5, y - 6, call);
    svg.arrow("line", columns.workflow(), y, columns.system(), y);
    if (step.ticket().isPresent()) {
      drawTicket(i, (y + responseY) / 2);
    }
    String response = step.isResponseLost() && columns.brief() ? "lost" : step.response();
    svg.textAround(step.hasResponse() ? "soft" : "red", columns.middle(), responseY - 6, response);
    if (step.hasResponse()) {
      svg.arrow("line answer", columns.system(), responseY, columns.workflow(), responseY);
    } else {
      int end = columns.workflow() + (columns.middle() - columns.workflow()) / 5;
      svg.line("line answer lost", columns.system(), responseY, end, responseY);
      svg.cross("line lost", end, responseY);
    }
  }

  private int responseRow(int i) {
    return rows.get(i) + 24;
  }

  /** Draws the write of a ticket, or a ticket that already exists. */
  private void drawTicket(int i, int y) {
    DrawnStep step = steps.get(i);
    svg.arrow("line", columns.system(), y, columns.ledger(), y);
    if (step.isNewTicket()) {
      boolean first = steps.subList(0, i).stream().noneMatch(DrawnStep::isNewTicket);
      svg.box(first ? "good" : "bad", columns.ledger(), y - 13, columns.ticket(), 26, 4);
      svg.textAround("op", columns.middleOfTickets(), y + 5, step.ticket().get());
    } else {
      svg.textAround("soft", columns.middleOfTickets(), y + 5, "already there");
    }
    if (step.isLateWrite() && !columns.brief()) {
      svg.textAround("soft", (columns.system() + columns.ledger()) / 2, y - 6, "late write");
    }
  }

  private void drawEnd(int i) {
    String outcome = steps.get(i).outcome().replaceAll(": .*", "");
    int width = columns.brief() ? 122 : 220;
    int left = columns.workflow() - 6;
    String kind = outcome.startsWith("returned") ? "good" : "bad";
    svg.box(kind, left, rows.get(i) - 15, width, 30, 15);
    String end =
        columns.brief() ? outcome.replace("returned ", "").replaceAll(" with .*", "") : outcome;
    svg.textAround("h2", left + width / 2, rows.get(i) + 5, end);
  }

  /** Draws the wait of the workflow before its next step. */
  private void drawWaitAfter(int i) {
    int next = next(i, step -> !step.isLateWrite());
    Duration pause = steps.get(next).at().minus(steps.get(i).at());
    if (steps.get(i).isLateWrite() || steps.get(i).isEnd() || pause.isZero()) {
      return;
    }
    int from = responseRow(i) + 5;
    int to = rows.get(next) - 22;
    svg.box("wait", columns.workflow() - 7, from, 14, to - from, 4);
    svg.text("", columns.workflow() + 14, (from + to) / 2 + 5, waiting(pause));
  }

  private String waiting(Duration pause) {
    String time = pause.toMinutes() == 0 ? pause.toSeconds() + " s" : pause.toMinutes() + " min";
    if (!pause.equals(MAX_WRITE_DELAY.plus(MAX_READ_LAG))) {
      return columns.brief() ? "retries" : "retries after " + time;
    }
    return columns.brief() ? "settles D + L" : "settles: D + L, here " + time;
  }

  /** Returns the first later step that matches; this one if none does. */
  private int next(int i, Predicate<DrawnStep> wanted) {
    return IntStream.range(i + 1, steps.size())
        .filter(each -> wanted.test(steps.get(each)))
        .findFirst()
        .orElse(i);
  }

  /**
   * Draws the times in which a timed-out createTicket call may still write and its ticket may be
   * invisible.
   */
  private void drawDelayOfWrite(int i) {
    DrawnStep create = steps.get(i);
    int write = next(i, step -> step.isLateWrite() && step.call().equals(create.call()));
    if (!create.isWritePending() || write == i) {
      return;
    }
    int written = rows.get(write);
    svg.line("line answer lost", columns.system(), rows.get(i) + 6, columns.system(), written);
    if (columns.brief()) {
      return;
    }
    int labelX = columns.system() + 12;
    if (pauseBetween(i, write).equals(MAX_WRITE_DELAY)) {
      svg.text("red", labelX, (responseRow(i) + written) / 2 - 2, "D: it may still write");
    }
    if (pauseBetween(write, write + 1).equals(MAX_READ_LAG)) {
      int middle = (written + rows.get(write + 1)) / 2;
      svg.text("soft", labelX, middle + 12, "L: it may be invisible");
    }
  }

  private Duration pauseBetween(int step, int later) {
    return steps.get(later).at().minus(steps.get(step).at());
  }
}
