package ticketing.runner.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** A Markdown file, taken apart: its fences, and what is not in one. */
public final class Markdown {
  private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*([^\\s`]*).*");
  private static final Pattern INLINE_CODE = Pattern.compile("(`+)(.+?)\\1");
  private static final Set<String> NOT_OURS =
      Set.of("target", "node_modules", "demo-runs", Workshop.NOTES, ".git", ".idea");

  /** Hints show wrong code, half-written code and none; {@code verify} has checks of its own. */
  private static final String HINTS = "hints.md";

  private final Path root;
  private final Path file;
  private final List<Fence> fences = new ArrayList<>();

  /** The lines outside of fences; those inside are empty, so that the numbers stay. */
  private final List<String> prose = new ArrayList<>();

  private Markdown(Path root, Path file) {
    this.root = root;
    this.file = file;
    takeApart(Stage.text(root.resolve(file)).split("\n", -1));
  }

  /** This file of the workshop. */
  static Markdown of(Path root, Path file) {
    return new Markdown(root, file);
  }

  /** All of the workshop's, hints included. */
  static List<Markdown> all(Workshop workshop) {
    Path root = workshop.root();
    Set<Path> files = new TreeSet<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(String.valueOf(folder.getFileName())) && !folder.equals(root)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".md")) {
                files.add(root.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look through " + root, e);
    }
    return files.stream().map(file -> of(root, file)).toList();
  }

  /** The fences of all documents that show such a thing; hints are none. */
  public static List<Fence> fences(Workshop workshop, Fence.Shows what) {
    return documents(workshop)
        .flatMap(markdown -> markdown.fences.stream())
        .filter(fence -> fence.shows() == what)
        .toList();
  }

  /** All documents; hints are none. */
  static Stream<Markdown> documents(Workshop workshop) {
    return all(workshop).stream()
        .filter(markdown -> !markdown.file.getFileName().toString().equals(HINTS));
  }

  /**
   * What stands in single back quotes and begins so, in any document, each as a fence of one line.
   */
  public static List<Fence> inlineCode(Workshop workshop, String beginning) {
    List<Fence> found = new ArrayList<>();
    documents(workshop)
        .forEach(
            markdown -> {
              for (int i = 0; i < markdown.prose.size(); i++) {
                Matcher code = INLINE_CODE.matcher(markdown.prose.get(i));
                while (code.find()) {
                  if (code.group(2).startsWith(beginning)) {
                    found.add(new Fence(markdown.file, i + 1, "", List.of(code.group(2))));
                  }
                }
              }
            });
    return found;
  }

  private void takeApart(String[] lines) {
    String open = null;
    String language = "";
    int begin = 0;
    List<String> inside = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      Matcher fence = FENCE.matcher(lines[i]);
      boolean is = fence.matches();
      prose.add(open == null && !is ? lines[i] : "");
      if (open == null && is) {
        open = fence.group(1);
        language = fence.group(2);
        begin = i + 1;
        inside.clear();
      } else if (open != null && is && fence.group(1).startsWith(open)) {
        fences.add(new Fence(file, begin, language, List.copyOf(inside)));
        open = null;
      } else if (open != null) {
        inside.add(lines[i]);
      }
    }
  }

  /** The file, relative to the workshop. */
  Path file() {
    return file;
  }

  /** Where a path that is written in this file leads. */
  Path resolve(String path) {
    return path.isEmpty()
        ? root.resolve(file)
        : root.resolve(file).resolveSibling(path).normalize();
  }

  /** Its fences. */
  List<Fence> fences() {
    return fences;
  }

  /** The lines outside of fences, without inline code; a line's number is its index and 1. */
  List<String> words() {
    return prose.stream().map(line -> INLINE_CODE.matcher(line).replaceAll("")).toList();
  }

  /** The lines outside of fences. */
  List<String> prose() {
    return prose;
  }
}
