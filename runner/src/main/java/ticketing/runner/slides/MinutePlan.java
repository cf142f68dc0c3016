package ticketing.runner.slides;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The minutes of the deck beside those of the instructor's schedules. */
public final class MinutePlan {
  private final Deck deck;
  private final List<Schedule> schedules;

  /** Of this deck and these schedules. */
  public MinutePlan(Deck deck, List<Schedule> schedules) {
    this.deck = deck;
    this.schedules = schedules;
  }

  /** What does not add up, a line each; none if all does. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(deck.gaps());
    for (Format format : Format.values()) {
      List<Schedule> ofFormat =
          schedules.stream().filter(schedule -> schedule.format() == format).toList();
      if (ofFormat.size() == 1) {
        times(ofFormat.get(0), problems);
        slides(ofFormat.get(0), problems);
      } else {
        problems.add(
            "%s has %d schedules under a heading with \"%s\", not one."
                .formatted(Schedule.GUIDE, ofFormat.size(), format));
      }
    }
    return problems;
  }

  /** A row begins when the one before it ends, and the last one ends in time. */
  private static void times(Schedule schedule, List<String> problems) {
    int now = 0;
    for (Schedule.Row row : schedule.rows()) {
      if (row.start() != now) {
        problems.add(
            "%s: \"%s\" begins at %s, but what is before it ends at %s."
                .formatted(schedule.format(), row.what(), clock(row.start()), clock(now)));
        now = row.start();
      }
      now += row.minutes();
    }
    if (now != schedule.format().minutes()) {
      problems.add(
          "%s: the schedule ends after %d minutes, not after %d."
              .formatted(schedule.format(), now, schedule.format().minutes()));
    }
  }

  /** Each slide of the format is shown once, in its order, for as long as its row says. */
  private void slides(Schedule schedule, List<String> problems) {
    Format format = schedule.format();
    List<Integer> shown = new ArrayList<>();
    for (Schedule.Row row : schedule.rows()) {
      List<Slide> slides =
          deck.slides(format).stream()
              .filter(slide -> row.slides().contains(slide.number()))
              .toList();
      slides.forEach(slide -> shown.add(slide.number()));
      int minutes = slides.stream().mapToInt(slide -> slide.minutes().get(format)).sum();
      if (!row.slides().isEmpty() && minutes != row.minutes()) {
        problems.add(
            "%s: \"%s\" takes %d minutes, but its slides take %d."
                .formatted(format, row.what(), row.minutes(), minutes));
      }
      beyondTheDeck(row)
          .ifPresent(
              number ->
                  problems.add(
                      "%s: \"%s\" names slide %d, and there are %d."
                          .formatted(format, row.what(), number, deck.slides().size())));
    }
    List<Integer> all = deck.slides(format).stream().map(Slide::number).toList();
    if (!shown.equals(all)) {
      problems.add(
          "%s: the schedule shows the slides %s, and the deck has %s for it."
              .formatted(format, shown, all));
    }
  }

  private Optional<Integer> beyondTheDeck(Schedule.Row row) {
    return row.slides().stream().filter(number -> number > deck.slides().size()).findFirst();
  }

  /** A line for each slide with its minutes and what they add up to, and the sums. */
  public String text() {
    StringBuilder text = new StringBuilder("%-3s %-52s".formatted("", "minutes, and their sum"));
    for (Format format : Format.values()) {
      text.append("%12s".formatted(format));
    }
    int[] totals = new int[Format.values().length];
    for (Slide slide : deck.slides()) {
      text.append("%n%3d %-52s".formatted(slide.number(), shortened(slide.title(), 52)));
      for (Format format : Format.values()) {
        Integer minutes = slide.minutes().get(format);
        totals[format.ordinal()] += minutes == null ? 0 : minutes;
        text.append(
            minutes == null
                ? "%12s".formatted("")
                : "%7d %4d".formatted(minutes, totals[format.ordinal()]));
      }
    }
    for (Format format : Format.values()) {
      text.append("%n%s: %s".formatted(format, sum(format)));
    }
    return text.toString().stripTrailing();
  }

  private String sum(Format format) {
    int slides = deck.minutes(format);
    int besides =
        schedules.stream()
            .filter(schedule -> schedule.format() == format)
            .flatMap(schedule -> schedule.rows().stream())
            .filter(row -> row.slides().isEmpty())
            .mapToInt(Schedule.Row::minutes)
            .sum();
    return "%d slides in %d minutes, and %d minutes besides, make %d of %d."
        .formatted(deck.slides(format).size(), slides, besides, slides + besides, format.minutes());
  }

  private static String shortened(String title, int length) {
    String plain = title.replace("*", "").replace("`", "");
    return plain.length() <= length ? plain : plain.substring(0, length - 1) + "…";
  }

  private static String clock(int minutes) {
    return "%d:%02d".formatted(minutes / 60, minutes % 60);
  }
}
