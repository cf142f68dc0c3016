package ticketing.runner.study.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** The backups in a workshop. None is ever deleted or changed. */
final class Backups {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss-SSS");
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-[01]\\d-[0-3]\\d-\\d{6}-\\d{3})-(.+)-(reset|catch-up|restore)");
  private static final String UNFINISHED = ".part";

  private final Path folder;

  Backups(Workshop workshop) {
    this.folder = workshop.notes().resolve("backups");
  }

  /**
   * The files of an exercise before a command changed them.
   *
   * @param folder where they are; its name consists of the other three
   */
  record Backup(Path folder, String time, String stage, String command) {
    String name() {
      return folder.getFileName().toString();
    }
  }

  /** Returns all backups, the newest first. */
  List<Backup> all() {
    return folders().stream()
        .map(path -> NAME.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(
            name ->
                new Backup(
                    folder.resolve(name.group()), name.group(1), name.group(2), name.group(3)))
        .sorted(Comparator.comparing(Backup::name).reversed())
        .toList();
  }

  private List<Path> folders() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("Cannot read " + folder + ". Make it readable.", 1);
    }
  }

  /**
   * Backs up the files of an exercise.
   *
   * @param command which is going to change them
   * @return its name; empty if they ship with the exercise, so that nobody needs one
   * @throws UsageException if that fails; nothing was changed then
   */
  Optional<String> save(Stage stage, ExerciseFiles files, String command) {
    ExerciseFiles shipped = ExerciseFiles.shipped(stage).withUnixLineEnds();
    if (files.withUnixLineEnds().differingFrom(shipped).isEmpty()) {
      return Optional.empty();
    }
    String time = TIME.format(LocalDateTime.now());
    List<Backup> all = all();
    if (!all.isEmpty() && all.get(0).time().compareTo(time) >= 0) {
      // After the newest, whatever the clock says: they are listed by name.
      time = TIME.format(LocalDateTime.parse(all.get(0).time(), TIME).plus(1, ChronoUnit.MILLIS));
    }
    Path backup = folder.resolve(time + "-" + stage + "-" + command);
    write(files, backup);
    return Optional.of(backup.getFileName().toString());
  }

  /** Writes it whole or not at all: under another name, and only then under its own. */
  private void write(ExerciseFiles files, Path backup) {
    Path part = backup.resolveSibling("." + backup.getFileName() + UNFINISHED);
    try {
      for (Path name : files.bytes().keySet()) {
        files.write(name, part);
      }
      Files.move(part, backup, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | ReadOnlyFileSystemException e) {
      TemporaryFolder.delete(part);
      throw new UsageException(
          "Cannot back up your code in %s: %s Nothing was changed."
              .formatted(folder, AtomicFiles.reason(e)),
          1);
    }
  }

  /** Deletes what a killed command has not finished. */
  void deleteUnfinished() {
    folders().stream()
        .filter(path -> path.toString().endsWith(UNFINISHED))
        .forEach(TemporaryFolder::delete);
  }
}
