package ticketing.runner.study.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import ticketing.runner.stages.EditorFiles;
import ticketing.runner.util.UsageException;

/**
 * The files of a {@code src}, by their names in it, and where each lies. A symbolic link is a file
 * of its own: it is not followed. What an editor or the system keeps beside the files ({@link
 * EditorFiles}) is not among them: it is never looked at, changed or removed.
 */
final class SourceFiles {
  private final SortedMap<Path, Path> byName;

  private SourceFiles(SortedMap<Path, Path> byName) {
    this.byName = Collections.unmodifiableSortedMap(byName);
  }

  /**
   * Those in a folder and below; none if there is no such folder.
   *
   * @throws UsageException if there is something that cannot be copied
   */
  static SourceFiles in(Path folder) {
    SortedMap<Path, Path> found = new TreeMap<>();
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.walkFileTree(folder, new Collector(folder, found));
      } catch (IOException e) {
        throw new UsageException(
            "Cannot read " + e.getMessage() + ". Make it readable. Nothing was changed.", 1);
      }
    }
    return new SourceFiles(found);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final SortedMap<Path, Path> found;

    Collector(Path folder, SortedMap<Path, Path> found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return isLeftAlone(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isOther()) {
        throw new UsageException(
            file + " is neither a file nor a folder. Move it away. Nothing was changed.", 1);
      }
      if (!isLeftAlone(file)) {
        found.put(folder.relativize(file), file);
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isLeftAlone(Path path) {
      return !path.equals(folder) && EditorFiles.isOne(path);
    }
  }

  /** These, and those; of two with the same name, that one. */
  SourceFiles with(SourceFiles those) {
    SortedMap<Path, Path> all = new TreeMap<>(byName);
    all.putAll(those.byName);
    return new SourceFiles(all);
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Their names. */
  List<Path> names() {
    return List.copyOf(byName.keySet());
  }

  /** Where the file of this name lies. */
  Path at(Path name) {
    return byName.get(name);
  }

  /** The names that are not among those. */
  List<Path> notIn(SourceFiles those) {
    return byName.keySet().stream().filter(name -> those.at(name) == null).toList();
  }

  /** The names that are not among those, or have other bytes there. */
  List<Path> newTo(SourceFiles those) {
    return byName.keySet().stream()
        .filter(name -> those.at(name) == null || !Content.sameBytes(at(name), those.at(name)))
        .toList();
  }

  /** Whether both have the same names and bytes. */
  boolean sameBytes(SourceFiles those) {
    return same(those, Content::sameBytes);
  }

  /** Whether both have the same names and, line ends apart, the same text. */
  boolean sameText(SourceFiles those) {
    return same(those, Content::sameText);
  }

  private boolean same(SourceFiles those, BiPredicate<Path, Path> sameContent) {
    return byName.keySet().equals(those.byName.keySet())
        && byName.keySet().stream().allMatch(name -> sameContent.test(at(name), those.at(name)));
  }
}
