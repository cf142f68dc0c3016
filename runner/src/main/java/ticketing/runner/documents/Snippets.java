package ticketing.runner.documents;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * Code in Markdown. It has to stand so in a file that is compiled and tested, white space apart:
 * the lines between two {@code …} together, and all of a fence in one file. Of a {@code diff}, what
 * it takes away has to stand in one file, and what it puts there in another.
 */
public final class Snippets {
  /**
   * Neither students' exercises, where anything may stand, nor wrong answers: they would vouch for
   * what a solution had before it was changed.
   */
  private static final List<String> FOLDERS =
      List.of(
          "solutions",
          "ticket-system",
          "orders",
          "testkit",
          "runner/src/main",
          "acceptance/versions");

  private final Map<Path, String> code = new LinkedHashMap<>();

  private Snippets(Workshop workshop) {
    for (String folder : FOLDERS) {
      for (Path file : Stage.filesIn(workshop.root().resolve(folder))) {
        if (file.toString().endsWith(".java") && !file.startsWith("target")) {
          Path path = Path.of(folder).resolve(file);
          code.put(path, dense(Stage.text(workshop.root().resolve(path))));
        }
      }
    }
  }

  /**
   * Looks for all snippets.
   *
   * @param lost gets what is not found: where it stands, its first line that is found nowhere, and
   *     the file that comes nearest
   * @return how many there are
   */
  public static int find(Workshop workshop, List<String> lost) {
    Snippets snippets = new Snippets(workshop);
    List<Fence> fences = Markdown.fences(workshop, Fence.Shows.CODE);
    fences.forEach(fence -> snippets.find(fence, lost));
    return fences.size();
  }

  private void find(Fence fence, List<String> lost) {
    if (fence.language().equals("diff")) {
      find(fence, side(fence, "-"), lost);
      find(fence, side(fence, "+"), lost);
    } else {
      find(fence, fence.lines(), lost);
    }
  }

  /** One side of a difference: what both have in common, and what only this one has. */
  private static List<String> side(Fence fence, String sign) {
    return fence.lines().stream()
        .filter(line -> line.isEmpty() || line.startsWith(sign) || line.startsWith(" "))
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }

  private void find(Fence fence, List<String> lines, List<String> lost) {
    Path nearest = null;
    int most = -1;
    for (Map.Entry<Path, String> file : code.entrySet()) {
      if (!mayQuote(fence.file(), file.getKey())) {
        continue;
      }
      int found = found(lines, file.getValue());
      if (found == lines.size()) {
        return;
      }
      if (found > most) {
        most = found;
        nearest = file.getKey();
      }
    }
    lost.add(
        "%s: no file has this code. The nearest is %s, up to the line%n  %s"
            .formatted(fence.place(), nearest, lines.get(most).strip()));
  }

  /** A stage's README shows its own solution, also where another one has the same line. */
  private static boolean mayQuote(Path markdown, Path code) {
    boolean ofStage = markdown.startsWith("solutions") || markdown.startsWith("exercises");
    return !ofStage || code.startsWith(Path.of("solutions").resolve(markdown.subpath(1, 2)));
  }

  /** How many of the lines, from the first, stand in this code. */
  private static int found(List<String> lines, String code) {
    String part = "";
    int from = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (isLeftOut(line)) {
        from = Math.max(from, code.indexOf(part, from) + part.length());
        part = "";
        continue;
      }
      part += dense(line);
      if (code.indexOf(part, from) < 0) {
        return i;
      }
    }
    return lines.size();
  }

  private static boolean isLeftOut(String line) {
    return line.strip().replaceFirst("^//\\s*", "").equals("…");
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
