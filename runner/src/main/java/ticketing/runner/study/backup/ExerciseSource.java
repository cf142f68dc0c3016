package ticketing.runner.study.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.util.List;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.UsageException;

/** The {@code src} of an exercise: what it is, what it was, what it can become. */
final class ExerciseSource {
  private static final String SRC = "src";

  private final Stage stage;
  private final Path src;

  ExerciseSource(Stage stage) {
    this.stage = stage;
    this.src = stage.exercise().resolve(SRC);
  }

  /**
   * What changed.
   *
   * @param written files that are new or other than before
   * @param removed files that are gone
   */
  record Change(List<Path> written, List<Path> removed) {
    int count() {
      return written.size() + removed.size();
    }
  }

  Stage stage() {
    return stage;
  }

  /**
   * What is in it now.
   *
   * @throws UsageException if it lies somewhere else, where nothing of ours may be changed
   */
  SourceFiles now() {
    for (Path folder : List.of(stage.exercise(), src)) {
      boolean isThere = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
      if (isThere && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new UsageException(
            folder + " is a link or a file. Put a folder in its place. Nothing was changed.", 1);
      }
    }
    return SourceFiles.in(src);
  }

  /** As it was before anybody wrote anything. */
  SourceFiles asShipped() {
    return asSolved().with(SourceFiles.in(stage.start().resolve(SRC)));
  }

  /** As the solution is. */
  SourceFiles asSolved() {
    return SourceFiles.in(stage.solution().resolve(SRC));
  }

  /**
   * Makes it consist of these files, to the byte, and of no others. Each is whole or as it was.
   *
   * @param kept where there is now what it is before, for the message
   * @throws UsageException if that cannot be done, or not to the end
   */
  Change become(SourceFiles wanted, Kept kept) {
    SourceFiles now = now();
    Change change = new Change(wanted.newTo(now), now.notIn(wanted));
    int done = 0;
    try {
      // First what goes: a link or a file may be where a folder has to be.
      for (Path name : change.removed()) {
        remove(src.resolve(name));
        done++;
        removeEmpty(src.resolve(name).getParent());
      }
      for (Path name : change.written()) {
        put(wanted.at(name), src.resolve(name));
        done++;
      }
      return change;
    } catch (UsageException e) {
      String soFar =
          done == 0
              ? "Nothing in %s was changed.".formatted(stage)
              : "%s is changed in part, %d of %d files.\n%s"
                  .formatted(stage, done, change.count(), kept.told());
      throw new UsageException(e.getMessage() + "\n" + soFar, 1);
    }
  }

  private static void put(Path from, Path file) {
    if (!Files.isSymbolicLink(from)) {
      SafeFile.copy(from, file);
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Files.copy(from, file, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException("Cannot make the link " + file + ": " + SafeFile.reason(e), 1);
    }
  }

  private static void remove(Path path) {
    try {
      Files.delete(path);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException("Cannot remove " + path + ": " + SafeFile.reason(e), 1);
    }
  }

  /** The folder and those above it, as far as they are empty. */
  private void removeEmpty(Path folder) {
    for (Path path = folder; !path.equals(src) && isEmpty(path); path = path.getParent()) {
      remove(path);
    }
  }

  private static boolean isEmpty(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw new UsageException("Cannot read " + folder + ": " + SafeFile.reason(e), 1);
    }
  }
}
