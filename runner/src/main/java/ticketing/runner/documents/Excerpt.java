package ticketing.runner.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a document shows of a terminal, to be found in a {@link Recording}: word for word, but for
 * what {@link Mask} hides, for white space, and for {@code …}, which stands for anything left out,
 * within a line or between two. After a command's line the first lines of its output may be left
 * out.
 */
public record Excerpt(Fence fence) {
  private static final String LEFT_OUT = "…";

  /** How strictly it is compared. */
  public enum How {
    /** Only where {@code …} stands is anything left out: for the recording it was copied from. */
    TO_THE_LETTER,
    /**
     * Its lines come in that order, whatever is between: for a run of its own, in which other
     * orders may come between.
     */
    LINE_BY_LINE
  }

  /**
   * Looks for it.
   *
   * @return how many of its lines, from the first, are found
   */
  int found(Recording recording, How how) {
    return found(recording.masked(hasCommands()), how);
  }

  /** The same on a screen that has the commands if the excerpt has. */
  int found(Recording.MaskedScreen screen, How how) {
    Search search = new Search(screen.words());
    int lines = 0;
    for (String line : fence.lines()) {
      for (String word : screen.mask().words(line)) {
        if (!(word.equals(LEFT_OUT) ? search.leaveOut() : search.goOn(word))) {
          return lines;
        }
      }
      lines++;
      if (how == How.LINE_BY_LINE || Recording.isCommand(line)) {
        search.leaveOut();
      }
    }
    return lines;
  }

  /** Whether a command is among its lines. */
  boolean hasCommands() {
    return fence.lines().stream().anyMatch(Recording::isCommand);
  }

  /** Goes through the words of a screen, part by part. */
  private static final class Search {
    private final List<String> words;
    private final List<Predicate<String>> part = new ArrayList<>();
    private int at;

    Search(List<String> words) {
      this.words = words;
    }

    /** Whether this word follows those before it, somewhere from here. */
    boolean goOn(String word) {
      part.add(pattern(word));
      while (at + part.size() <= words.size()) {
        if (isHere()) {
          return true;
        }
        at++;
      }
      return false;
    }

    /** Anything may come between what was found and what comes. */
    boolean leaveOut() {
      at += part.size();
      part.clear();
      return true;
    }

    private boolean isHere() {
      for (int i = 0; i < part.size(); i++) {
        if (!part.get(i).test(words.get(at + i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Within a word, {@code …} stands for anything too: {@code demo-runs/…/order-7}. */
  private static Predicate<String> pattern(String word) {
    return word.contains(LEFT_OUT)
        ? Pattern.compile(
                Stream.of(word.split(LEFT_OUT, -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")))
            .asMatchPredicate()
        : word::equals;
  }
}
