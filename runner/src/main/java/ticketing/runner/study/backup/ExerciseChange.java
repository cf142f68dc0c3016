package ticketing.runner.study.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;

/** Replaces the files of exercises, after a backup. One process at a time can have one. */
final class ExerciseChange implements AutoCloseable {
  private final Backups backups;
  private final ProcessLock lock;
  private final String command;

  /**
   * Takes the lock, and deletes what a killed command left.
   *
   * @param command the name of the command that makes the change
   * @throws UsageException if another command is running, or the lock cannot be taken
   */
  ExerciseChange(Workshop workshop, String command) {
    this.backups = new Backups(workshop);
    this.command = command;
    Path file = workshop.notes().resolve("lock");
    try {
      this.lock = ProcessLock.take(file).orElse(null);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot write %s: %s Nothing was changed.".formatted(file, AtomicFiles.reason(e)), 1);
    }
    if (lock == null) {
      throw new UsageException(
          "Another reset, catch-up or restore is running. Try again when it has ended. Nothing was"
              + " changed.",
          1);
    }
    backups.deleteUnfinished();
    workshop.stages().forEach(ExerciseChange::deleteUnfinished);
  }

  private static void deleteUnfinished(Stage stage) {
    try {
      for (Path file : Stage.filesIn(stage.exercise())) {
        if (AtomicFiles.isUnfinished(file)) {
          Files.delete(stage.exercise().resolve(file));
        }
      }
    } catch (IOException | UncheckedIOException | ReadOnlyFileSystemException e) {
      // It is in nobody's way, and the next command tries again.
    }
  }

  Backups backups() {
    return backups;
  }

  /**
   * Makes an exercise consist of these files, to the byte. Each is whole or as it was.
   *
   * @return what was done and how to undo it, for people
   * @throws UsageException if a file cannot be changed, or was saved since the backup
   */
  String apply(Stage stage, ExerciseFiles after) {
    Path exercise = stage.exercise();
    ExerciseFiles before = ExerciseFiles.in(exercise);
    String undo =
        backups
            .save(stage, before, command)
            .map(name -> "  Your version is in a backup. To undo:\n    ./workshop restore " + name)
            .orElse("  There was no code of yours to back up.");
    if (!ExerciseFiles.in(exercise).equals(before)) {
      throw new UsageException(
          "A file in " + exercise + " was saved meanwhile. Try again. Nothing was changed.", 1);
    }
    StringBuilder done = new StringBuilder();
    Path file = exercise;
    try {
      for (Path name : before.bytes().keySet()) {
        if (!after.bytes().containsKey(name)) {
          file = exercise.resolve(name);
          Files.delete(file);
          done.append("  removed: ").append(shown(name));
        }
      }
      for (Path name : after.differingFrom(before)) {
        file = exercise.resolve(name);
        after.write(name, exercise);
        done.append("  written: ").append(shown(name));
      }
      return done + undo;
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot change %s: %s%n%s"
              .formatted(
                  file,
                  AtomicFiles.reason(e),
                  done.isEmpty()
                      ? "Nothing in " + stage + " was changed."
                      : stage + " is changed in part:\n" + done + undo),
          1);
    }
  }

  private static String shown(Path name) {
    return name.toString().replace('\\', '/') + "\n";
  }

  @Override
  public void close() {
    lock.close();
  }
}
