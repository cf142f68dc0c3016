package ticketing.acceptance.documents;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches a longer text for the lines that a document shows. Both are in a normal form, without
 * details that may differ, such as white space.
 */
final class Excerpt {
  /** Marks omitted text, in a document's lines and within a word of the normal form. */
  static final String ELLIPSIS = "…";

  /** The normal form of a lone {@link #ELLIPSIS}. */
  static final String GAP = "\n";

  /** Ends a word in a normal form that keeps words apart. */
  static final String END_OF_WORD = "⟩";

  private Excerpt() {}

  /** Returns whether the text contains all of these lines, in this order. */
  static boolean isIn(String text, List<String> lines) {
    int at = 0;
    for (String part : String.join("", lines).split(GAP)) {
      Matcher found = pattern(part).matcher(text);
      if (!found.find(at)) {
        return false;
      }
      at = found.end();
    }
    return true;
  }

  /** Returns how many of the lines, counted from the first, the text contains. */
  static int linesIn(String text, List<String> lines) {
    int count = lines.size();
    while (!isIn(text, lines.subList(0, count))) {
      count--;
    }
    return count;
  }

  /** Describes the closest of these texts and the first line that it lacks. */
  static <T> String nearest(
      String place, List<String> lines, Collection<T> texts, ToIntFunction<T> linesIn) {
    T nearest = texts.stream().max(Comparator.comparingInt(linesIn)).orElseThrow();
    return "%s: not found; the closest, %s, lacks the line%n  %s"
        .formatted(place, nearest, lines.get(linesIn.applyAsInt(nearest)));
  }

  private static Pattern pattern(String part) {
    return Pattern.compile(
        Stream.of(part.split(ELLIPSIS, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^" + END_OF_WORD + "]*")));
  }
}
