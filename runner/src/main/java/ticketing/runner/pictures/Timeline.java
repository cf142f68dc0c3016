package ticketing.runner.pictures;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import ticketing.testkit.explorer.Explorer;

/** Draws a story: workflow, ticket system and ledger side by side, and time running down. */
final class Timeline {
  private static final Duration LANDS_WITHIN = Explorer.TERMS.landsWithin();
  private static final Duration VISIBLE_WITHIN = Explorer.TERMS.visibleWithin();

  private final Svg svg;
  private final List<Event> events;
  private final Lanes lanes;
  private final Rows rows;

  /** Draws these events; the first row begins at {@code top}. */
  Timeline(Svg svg, List<Event> events, Lanes lanes, int top) {
    this.svg = svg;
    this.events = events;
    this.lanes = lanes;
    this.rows = new Rows(events, top);
  }

  /** Draws, from the lanes on the ground to what stands on them. Returns where it ends. */
  int draw() {
    int end = IntStream.range(0, events.size()).filter(i -> events.get(i).isEnd()).max().orElse(0);
    svg.line("lane", lanes.workflow(), rows.top(0), lanes.workflow(), rows.call(end));
    svg.line("lane", lanes.system(), rows.top(0), lanes.system(), rows.bottom());
    for (int i = 0; i < events.size(); i++) {
      drawWaitAfter(i);
      drawOnItsWay(i);
    }
    for (int i = 0; i < events.size(); i++) {
      draw(i);
    }
    return rows.bottom();
  }

  private void draw(int i) {
    Event event = events.get(i);
    if (i == 0 || !event.at().equals(events.get(i - 1).at())) {
      svg.textBefore("soft", lanes.time(), rows.call(i) + 5, clock(event.at()));
    }
    if (event.isEnd()) {
      drawEnd(i);
    } else if (event.isLanding()) {
      drawTicket(i, rows.call(i));
    } else {
      drawCall(i);
    }
  }

  private void drawCall(int i) {
    Event event = events.get(i);
    int y = rows.call(i);
    int back = rows.answer(i);
    svg.textAround("op", lanes.middle() - 5, y - 6, called(event));
    svg.arrow("line", lanes.workflow(), y, lanes.system(), y);
    if (event.ticket().isPresent()) {
      drawTicket(i, (y + back) / 2);
    }
    String kind = event.isAnswered() ? "soft" : "red";
    svg.textAround(kind, lanes.middle(), back - 6, said(event));
    if (event.isAnswered()) {
      svg.arrow("line answer", lanes.system(), back, lanes.workflow(), back);
    } else {
      svg.line("line answer lost", lanes.system(), back, lanes.whereAnswersEnd(), back);
      svg.cross("line lost", lanes.whereAnswersEnd(), back);
    }
  }

  private String called(Event event) {
    return lanes.brief() ? event.call().replace("Ticket", "") : event.call();
  }

  private String said(Event event) {
    return event.isLost() && lanes.brief() ? "lost" : event.answer();
  }

  /** A ticket as it is written; what is there already is found again. */
  private void drawTicket(int i, int y) {
    Event event = events.get(i);
    boolean second = event.isNewTicket() && !isFirstTicket(i);
    svg.arrow("line", lanes.system(), y, lanes.ledger(), y);
    if (event.isNewTicket()) {
      svg.box(second ? "bad" : "good", lanes.ledger(), y - 13, lanes.ticket(), 26, 4);
      svg.textAround("op", lanes.tickets(), y + 5, event.ticket().get());
    } else {
      svg.textAround("soft", lanes.tickets(), y + 5, "there already");
    }
    if (event.isLanding() && !lanes.brief()) {
      svg.textAround("soft", (lanes.system() + lanes.ledger()) / 2, y - 6, "lands late");
    }
  }

  private boolean isFirstTicket(int event) {
    return events.subList(0, event).stream().noneMatch(Event::isNewTicket);
  }

  private void drawEnd(int i) {
    String words = events.get(i).outcome().replaceAll(": .*", "");
    boolean good = words.startsWith("returned");
    int width = lanes.brief() ? 122 : 220;
    int left = lanes.workflow() - 6;
    svg.box(good ? "good" : "bad", left, rows.call(i) - 15, width, 30, 15);
    svg.textAround("h2", left + width / 2, rows.call(i) + 5, ending(words));
  }

  private String ending(String words) {
    return lanes.brief() ? words.replace("returned ", "").replaceAll(" with .*", "") : words;
  }

  /** While the workflow waits before its next step. */
  private void drawWaitAfter(int i) {
    int next =
        IntStream.range(i + 1, events.size())
            .filter(each -> !events.get(each).isLanding())
            .findFirst()
            .orElse(i);
    Duration pause = events.get(next).at().minus(events.get(i).at());
    if (events.get(i).isLanding() || events.get(i).isEnd() || pause.isZero()) {
      return;
    }
    int top = rows.answer(i) + 5;
    int bottom = rows.call(next) - 22;
    svg.box("wait", lanes.workflow() - 7, top, 14, bottom - top, 4);
    svg.text("", lanes.workflow() + 14, (top + bottom) / 2 + 5, waiting(pause));
  }

  private String waiting(Duration pause) {
    if (!pause.equals(LANDS_WITHIN.plus(VISIBLE_WITHIN))) {
      return lanes.brief() ? "tries again" : "tries again after " + words(pause);
    }
    return lanes.brief() ? "settles D + L" : "settles: D + L, here " + words(pause);
  }

  /** While a create whose caller has given up may still land, and then may not be seen yet. */
  private void drawOnItsWay(int i) {
    Event event = events.get(i);
    if (event.isGivenUp()) {
      IntStream.range(i + 1, events.size())
          .filter(each -> events.get(each).isLanding())
          .filter(each -> events.get(each).call().equals(event.call()))
          .findFirst()
          .ifPresent(each -> drawOnItsWay(i, each));
    }
  }

  private void drawOnItsWay(int create, int landing) {
    int top = rows.call(create) + 6;
    int landed = rows.call(landing);
    svg.line("line answer lost", lanes.system(), top, lanes.system(), landed);
    if (lanes.brief()) {
      return;
    }
    Duration late = events.get(landing).at().minus(events.get(create).at());
    int beside = lanes.system() + 12;
    if (late.equals(LANDS_WITHIN)) {
      svg.text("red", beside, (rows.answer(create) + landed) / 2 - 2, "D: it may still land");
    }
    if (landing + 1 < events.size()
        && events.get(landing + 1).at().minus(events.get(landing).at()).equals(VISIBLE_WITHIN)) {
      int middle = (landed + rows.call(landing + 1)) / 2;
      svg.text("soft", beside, middle + 12, "L: it may be unseen");
    }
  }

  private static String words(Duration pause) {
    return pause.compareTo(Duration.ofMinutes(1)) < 0
        ? pause.toSeconds() + " s"
        : pause.toMinutes() + " min";
  }

  private static String clock(Duration at) {
    return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
  }
}
