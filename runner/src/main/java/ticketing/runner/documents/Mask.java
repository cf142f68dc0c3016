package ticketing.runner.documents;

import java.util.List;
import java.util.regex.Pattern;

/** Hides what is another in each run: numbers of tickets, times, dates, processes, paths, ports. */
final class Mask {
  private static final String HIDDEN = "□";

  private static final List<Pattern> ALWAYS =
      List.of(
          // One folder, or more, and what is in it: not the / of "and/or".
          Pattern.compile("(?<![\\w.:/-])(?:/|[A-Z]:\\\\)(?:[\\w.@+-]+[/\\\\])+[\\w.@+-]+"),
          Pattern.compile("(?<=TICKET-)\\d+"),
          Pattern.compile("\\d{4}-\\d\\d-\\d\\d-\\d{6}-\\d{3}"),
          Pattern.compile("(?<=\\border-)\\d{4}-\\d{6}"),
          Pattern.compile("\\b\\d\\d:\\d\\d:\\d\\d\\b"),
          Pattern.compile("\\b\\d+\\.\\d+(?= s\\b)"),
          Pattern.compile("(?<=\\bprocess )\\d+"),
          Pattern.compile("(?<=127\\.0\\.0\\.1:|\\b[Pp]ort )\\d+"));

  private final List<Pattern> more;

  /** Hides these besides. */
  Mask(List<Pattern> more) {
    this.more = more;
  }

  /** The words of a line, with what varies hidden. */
  List<String> words(String line) {
    String masked = line;
    for (Pattern pattern : more) {
      masked = pattern.matcher(masked).replaceAll(HIDDEN);
    }
    for (Pattern pattern : ALWAYS) {
      masked = pattern.matcher(masked).replaceAll(HIDDEN);
    }
    return masked.isBlank() ? List.of() : List.of(masked.strip().split("\\s+"));
  }
}
