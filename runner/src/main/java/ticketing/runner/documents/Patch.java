package ticketing.runner.documents;

import java.util.List;
import java.util.stream.Collectors;
import ticketing.runner.util.UsageException;

/** A change as a {@code diff} of a document shows it, made in a file. */
final class Patch {
  private Patch() {}

  /**
   * The text with the change in it.
   *
   * @throws UsageException if what is to be changed does not stand in it, line for line, just once
   */
  static String apply(Fence diff, String text) {
    String before = side(diff, '-');
    String after = side(diff, '+');
    String lines = "\n" + text;
    int at = lines.indexOf("\n" + before);
    if (at < 0 || lines.indexOf("\n" + before, at + 1) >= 0) {
      throw new UsageException(
          "%s: what it changes stands %s in the file:%n%s"
              .formatted(diff.place(), at < 0 ? "nowhere" : "more than once", before));
    }
    return (lines.substring(0, at + 1) + after + lines.substring(at + 1 + before.length()))
        .substring(1);
  }

  private static String side(Fence diff, char sign) {
    return lines(diff, sign).stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> lines(Fence diff, char sign) {
    return diff.lines().stream()
        .filter(line -> line.isEmpty() || line.charAt(0) == sign || line.charAt(0) == ' ')
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }
}
