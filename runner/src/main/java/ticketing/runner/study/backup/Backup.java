package ticketing.runner.study.backup;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code src} of an exercise as it was once.
 *
 * @param folder where it lies, named for the rest of this
 * @param time when it was made, to the millisecond
 * @param stage the name of the exercise's stage
 * @param command before which command it was made
 */
record Backup(Path folder, LocalDateTime time, String stage, String command) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss-SSS");
  private static final Pattern NAME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d-\\d{6}-\\d{3})-(.+)-(reset|catch-up|restore)");
  private static final String SRC = "src";

  /** The one to be made in a folder of backups. */
  static Backup in(Path backups, LocalDateTime time, String stage, Reason reason) {
    String name = TIME.format(time) + "-" + stage + "-" + reason.command();
    return new Backup(backups.resolve(name), time, stage, reason.command());
  }

  /** The one that this folder is; empty if it is none. */
  static Optional<Backup> at(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches() || !Files.isDirectory(folder.resolve(SRC), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(name.group(1), TIME);
      return Optional.of(new Backup(folder, time, name.group(2), name.group(3)));
    } catch (DateTimeParseException e) {
      // A name such as 2026-99-99-…: not one of ours.
      return Optional.empty();
    }
  }

  /** What to call it by. */
  String name() {
    return folder.getFileName().toString();
  }

  /** What it keeps. */
  SourceFiles files() {
    return SourceFiles.in(folder.resolve(SRC));
  }

  /** The command that brings it back. */
  String wayBack() {
    return "./workshop restore " + name();
  }
}
