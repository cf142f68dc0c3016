package ticketing.acceptance.documents;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.acceptance.documents.Markdown.Part;
import ticketing.acceptance.support.Answer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Checks that the code in documents matches compiled code. */
final class Snippets {
  /**
   * The code that documents may show. Not the exercises, which a student may have edited, nor the
   * sample answers, which may contain outdated code of a solution.
   */
  private static final List<String> FOLDERS =
      List.of("solutions", "ticket-system", "orders", "testkit", "runner/src/main");

  private final Map<Path, String> code = new HashMap<>();

  Snippets(Workshop workshop) {
    Path root = workshop.root();
    javaFiles(root, FOLDERS)
        .forEach(file -> code.put(root.relativize(file), withoutSpace(Stage.text(file))));
    Answer.chosen(workshop, "versions")
        .forEach(version -> code.put(version.file(), withoutSpace(version.code())));
  }

  /** Returns the Java files in these folders. */
  static Stream<Path> javaFiles(Path root, List<String> folders) {
    return folders.stream()
        .map(root::resolve)
        .flatMap(folder -> Stage.filesIn(folder).stream().map(folder::resolve))
        .filter(file -> file.toString().endsWith(".java"));
  }

  /** Returns a problem if no file contains the code. For a {@code diff}, checks both sides. */
  Stream<String> problems(Part part) {
    return part.info().equals("diff")
        ? Stream.of("-", "+").flatMap(sign -> problems(part.place(), side(part, sign)))
        : problems(part.place(), part.lines().toList());
  }

  /** Returns one side of a diff: the common lines and the lines with this sign. */
  static List<String> side(Part diff, String sign) {
    return diff.lines()
        .filter(line -> line.isEmpty() || line.startsWith(sign) || line.startsWith(" "))
        .map(line -> line.isEmpty() ? line : line.substring(1))
        .toList();
  }

  private Stream<String> problems(String place, List<String> lines) {
    List<String> normal =
        lines.stream()
            .map(line -> line.matches("\\s*(// *)?…") ? Excerpt.GAP : withoutSpace(line))
            .toList();
    List<Path> files = code.keySet().stream().filter(file -> mayShow(place, file)).toList();
    if (files.stream().anyMatch(file -> Excerpt.isIn(code.get(file), normal))) {
      return Stream.empty();
    }
    return Stream.of(
        Excerpt.nearest(place, lines, files, file -> Excerpt.linesIn(code.get(file), normal)));
  }

  /**
   * Returns whether the document may show the file. The README of an exercise or solution may show
   * only the code of that solution.
   */
  private static boolean mayShow(String place, Path file) {
    String[] folders = place.split("/");
    return !folders[0].matches("solutions|exercises")
        || file.startsWith(Path.of("solutions", folders[1]));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
