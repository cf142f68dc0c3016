package ticketing.runner.pictures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How far down each event of a story stands. A pause is a gap, to a scale that can be read. */
final class Rows {
  /** A call and its answer, a late landing, or the end. */
  private static final int CALL = 52;

  private static final int LANDING = 34;
  private static final int END = 44;

  /** A pause of a second and one of minutes are both seen: the gap is as the root of the time. */
  private static final int SHORTEST_GAP = 22;

  private static final double ROOT_OF_SECOND = 2.2;

  private final List<Integer> tops = new ArrayList<>();
  private final int bottom;

  /** The rows of these events; the first begins here. */
  Rows(List<Event> events, int top) {
    int y = top;
    Duration before = events.get(0).at();
    for (Event event : events) {
      y += gap(event.at().minus(before));
      tops.add(y);
      y += height(event);
      before = event.at();
    }
    bottom = y;
  }

  private static int gap(Duration pause) {
    return pause.isZero()
        ? 0
        : SHORTEST_GAP + (int) Math.round(ROOT_OF_SECOND * Math.sqrt(pause.toSeconds()));
  }

  private static int height(Event event) {
    if (event.isEnd()) {
      return END;
    }
    return event.isLanding() ? LANDING : CALL;
  }

  /** Where the row of an event begins. */
  int top(int event) {
    return tops.get(event);
  }

  /** Where a call leaves, a create lands, and the middle of the end is. */
  int call(int event) {
    return tops.get(event) + 20;
  }

  /** Where the answer to a call arrives. */
  int answer(int event) {
    return tops.get(event) + 44;
  }

  /** Where the last row ends. */
  int bottom() {
    return bottom;
  }
}
