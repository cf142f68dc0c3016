package ticketing.runner.study.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import ticketing.runner.study.compare.DiffLine.Kind;

/** The differences of two texts, with some lines around each. Blank lines are no difference. */
final class TextDiff {
  private static final int LINES_AROUND = 3;

  private TextDiff() {}

  /** The parts that differ, and what stands around them; nothing if nothing differs. */
  static List<DiffLine> of(String mine, String solution) {
    return parts(all(mine.lines().toList(), solution.lines().toList()));
  }

  /** Every line of both. */
  private static List<DiffLine> all(List<String> mine, List<String> solution) {
    List<DiffLine> all = new ArrayList<>();
    int next = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(mine, solution).getDeltas()) {
      List<String> removed = delta.getSource().getLines();
      List<String> added = delta.getTarget().getLines();
      if (isBlank(removed) && isBlank(added)) {
        continue;
      }
      int begin = delta.getSource().getPosition();
      add(all, Kind.BOTH, mine.subList(next, begin));
      add(all, Kind.MINE, removed);
      add(all, Kind.SOLUTION, added);
      next = begin + removed.size();
    }
    add(all, Kind.BOTH, mine.subList(next, mine.size()));
    return all;
  }

  private static boolean isBlank(List<String> lines) {
    return lines.stream().allMatch(String::isBlank);
  }

  private static void add(List<DiffLine> all, Kind kind, List<String> lines) {
    lines.forEach(line -> all.add(new DiffLine(kind, line)));
  }

  private static List<DiffLine> parts(List<DiffLine> all) {
    List<DiffLine> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean alone = isNearADifference(all, i - 1) && isNearADifference(all, i + 1);
      if (isNearADifference(all, i) || alone) {
        parts.add(all.get(i));
      } else if (!parts.isEmpty() && parts.get(parts.size() - 1) != DiffLine.LEFT_OUT) {
        parts.add(DiffLine.LEFT_OUT);
      }
    }
    boolean endsWithAGap = !parts.isEmpty() && parts.get(parts.size() - 1) == DiffLine.LEFT_OUT;
    return endsWithAGap ? parts.subList(0, parts.size() - 1) : parts;
  }

  private static boolean isNearADifference(List<DiffLine> all, int line) {
    int begin = Math.max(0, line - LINES_AROUND);
    int end = Math.min(all.size(), line + LINES_AROUND + 1);
    return line >= 0
        && line < all.size()
        && all.subList(begin, end).stream().anyMatch(DiffLine::isDifference);
  }
}
