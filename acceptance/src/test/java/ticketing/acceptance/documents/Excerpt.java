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
 * Compares the lines that a document shows with a longer text, both in a normal form without what
 * may differ, such as white space.
 */
final class Excerpt {
  /** Stands for anything left out, in a document's lines and within a word of the normal form. */
  static final String LEFT_OUT = "…";

  /** The normal form of a lone {@link #LEFT_OUT}. */
  static final String GAP = "\n";

  /** Ends a word in a normal form that has words. */
  static final String END_OF_WORD = "⟩";

  private Excerpt() {}

  /** Returns whether the text has all of these lines, in their order. */
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

  /** Returns how many of the lines, from the first, the text has. */
  static int linesIn(String text, List<String> lines) {
    int count = lines.size();
    while (!isIn(text, lines.subList(0, count))) {
      count--;
    }
    return count;
  }

  /** Returns which of these texts comes nearest, and the first line that it lacks. */
  static <T> String nearest(
      String place, List<String> lines, Collection<T> texts, ToIntFunction<T> linesIn) {
    T nearest = texts.stream().max(Comparator.comparingInt(linesIn)).orElseThrow();
    return "%s: none has this; %s lacks the line%n  %s"
        .formatted(place, nearest, lines.get(linesIn.applyAsInt(nearest)));
  }

  private static Pattern pattern(String part) {
    return Pattern.compile(
        Stream.of(part.split(LEFT_OUT, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^" + END_OF_WORD + "]*")));
  }
}
