package ticketing.runner.study;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.ExerciseFiles;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** Backs up exercises and replaces their files. No backup is ever deleted or changed. */
final class Backups {
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-[01]\\d-[0-3]\\d-\\d{6}-\\d{3})-(.+)-(reset|catch-up|restore)");

  private final Path lock;
  private final Path folder;
  private final Path unfinished;

  Backups(CommandContext context) {
    this.lock = context.root().resolve(Workshop.NOTES).resolve("lock");
    this.folder = lock.resolveSibling("backups");
    this.unfinished = folder.resolve(".part");
  }

  /** The files of an exercise before a command changed them. The folder's name has the rest. */
  record Backup(Path folder, String time, String stage, String command) {
    String name() {
      return folder.getFileName().toString();
    }

    String shownTime() {
      return time.replaceAll("-(\\d\\d)(\\d\\d)(\\d\\d)-\\d+$", " $1:$2:$3");
    }
  }

  /** Returns all backups, the newest first. */
  List<Backup> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(Files::isDirectory)
          .map(path -> NAME.matcher(path.getFileName().toString()))
          .filter(Matcher::matches)
          .map(
              name ->
                  new Backup(
                      folder.resolve(name.group()), name.group(1), name.group(2), name.group(3)))
          .sorted(Comparator.comparing(Backup::name).reversed())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw UsageException.failure("Cannot read " + folder + ". Make it readable.");
    }
  }

  /**
   * Makes an exercise consist of these files, to the byte, after a backup. Only one process at a
   * time does so, and each file is whole or as it was. Prints what changed, and how to undo it.
   */
  void replace(Stage stage, ExerciseFiles after, String command, PrintStream out) {
    Path changing = lock;
    boolean hasChanged = false;
    try (ProcessLock taken = ProcessLock.take(lock).orElseThrow(Backups::otherCommand)) {
      deleteUnfinished(stage);
      ExerciseFiles before = ExerciseFiles.in(stage.exercise());
      out.println(
          before.differingInText(ExerciseFiles.shipped(stage)).isEmpty()
              ? stage + ": you have no code to back up."
              : "%s: your code is in a backup. To undo:%n    ./workshop restore %s"
                  .formatted(stage, save(stage, before, command)));
      if (!ExerciseFiles.in(stage.exercise()).equals(before)) {
        throw UsageException.failure(
            "A file in exercises/" + stage + " was saved meanwhile. Try again.");
      }
      for (Path name : before.differingFrom(after)) {
        if (!after.bytes().containsKey(name)) {
          changing = stage.exercise().resolve(name);
          Files.delete(changing);
          hasChanged = true;
          out.println("  removed: " + shown(name));
        }
      }
      for (Path name : after.differingFrom(before)) {
        changing = stage.exercise().resolve(name);
        after.write(name, stage.exercise());
        hasChanged = true;
        out.println("  written: " + shown(name));
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw UsageException.failure(
          "Cannot change %s: %s %s",
          changing,
          AtomicFiles.reason(e),
          hasChanged ? "Only the files listed above were changed." : "Nothing was changed.");
    }
  }

  private static UsageException otherCommand() {
    return UsageException.failure(
        "Another reset, catch-up or restore is running. Try again when it has ended.");
  }

  private static String shown(Path name) {
    return name.toString().replace('\\', '/');
  }

  /** Deletes what a killed command left. */
  private void deleteUnfinished(Stage stage) {
    TemporaryFolder.delete(unfinished);
    try {
      for (Path file : Stage.filesIn(stage.exercise())) {
        if (AtomicFiles.isUnfinished(file)) {
          Files.delete(stage.exercise().resolve(file));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It does no harm, and the next command tries again.
    }
  }

  /** Makes a backup and returns its name, which it gets when it is complete. */
  private String save(Stage stage, ExerciseFiles files, String command) {
    Path backup = folder.resolve(AtomicFiles.newName() + "-" + stage + "-" + command);
    try {
      files.writeAll(unfinished);
      Files.move(unfinished, backup, StandardCopyOption.ATOMIC_MOVE);
      return backup.getFileName().toString();
    } catch (IOException | ReadOnlyFileSystemException e) {
      TemporaryFolder.delete(unfinished);
      throw UsageException.failure(
          "Cannot back up your code in %s: %s Nothing was changed.", folder, AtomicFiles.reason(e));
    }
  }
}
