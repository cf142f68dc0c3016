package ticketing.runner.slides;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.UsageException;

/**
 * A table of the instructor's guide: what happens when.
 *
 * @param format what it is the schedule of: the heading above it says so
 * @param rows in their order
 */
public record Schedule(Format format, List<Row> rows) {
  /** The instructor's guide, in the deck's folder. */
  static final String GUIDE = "INSTRUCTOR.md";

  private static final Pattern HEADING = Pattern.compile("#+ +(.*)");
  private static final Pattern ROW =
      Pattern.compile("\\| *(\\d+):(\\d\\d) *\\| *(\\d+) *\\| *(.*?) *\\|");

  /** Slides stand first in what is done with them, such as {@code Slides 3–6, 8: two generals}. */
  private static final Pattern SLIDES =
      Pattern.compile("\\**Slides? (\\d+(?:[–-]\\d+)?(?:(?:,| and) ?\\d+(?:[–-]\\d+)?)*).*");

  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:[–-](\\d+))?");

  /**
   * A row.
   *
   * @param start minutes after the beginning
   * @param minutes how long it takes
   * @param what is done
   * @param slides the numbers of those that are shown, which fill all of its time; none in a row
   *     that does not begin with slides
   */
  public record Row(int start, int minutes, String what, List<Integer> slides) {}

  /**
   * Reads those of the instructor's guide.
   *
   * @throws UsageException if it cannot be told which format one is of
   */
  public static List<Schedule> in(Path folder) {
    return parse(Stage.text(folder.resolve(GUIDE)));
  }

  static List<Schedule> parse(String markdown) {
    List<Schedule> schedules = new ArrayList<>();
    String heading = "";
    List<Row> rows = new ArrayList<>();
    for (String line : (markdown + "\n#\n").lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row(row));
      } else if (line.startsWith("#")) {
        if (!rows.isEmpty()) {
          schedules.add(new Schedule(format(heading), List.copyOf(rows)));
          rows.clear();
        }
        Matcher title = HEADING.matcher(line);
        heading = title.matches() ? title.group(1) : "";
      }
    }
    return schedules;
  }

  private static Row row(Matcher row) {
    return new Row(
        60 * Integer.parseInt(row.group(1)) + Integer.parseInt(row.group(2)),
        Integer.parseInt(row.group(3)),
        row.group(4),
        slides(row.group(4)));
  }

  private static List<Integer> slides(String what) {
    List<Integer> slides = new ArrayList<>();
    Matcher named = SLIDES.matcher(what);
    if (named.matches()) {
      Matcher range = RANGE.matcher(named.group(1));
      while (range.find()) {
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        for (int number = first; number <= last; number++) {
          slides.add(number);
        }
      }
    }
    return slides;
  }

  private static Format format(String heading) {
    String words = heading.toLowerCase(java.util.Locale.ROOT).replace("half day", "half-day");
    Optional<Format> format =
        Format.words().stream().filter(words::contains).findFirst().flatMap(Format::named);
    return format.orElseThrow(
        () ->
            new UsageException(
                "%s: the heading \"%s\" stands above a schedule and names no format. They are %s."
                    .formatted(GUIDE, heading, String.join(", ", Format.words()))));
  }
}
