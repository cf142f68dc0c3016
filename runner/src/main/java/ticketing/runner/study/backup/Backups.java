package ticketing.runner.study.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;

/** The backups of a workshop. None is ever deleted or changed. */
final class Backups {
  /** What there is to say while there is none. */
  static final String NONE =
      "There are no backups yet: reset and catch-up make them, before they change anything.";

  private static final String NEWEST = "last";

  private final Path folder;
  private final Clock clock;

  Backups(Workshop workshop) {
    this(workshop, Clock.systemDefaultZone());
  }

  Backups(Workshop workshop, Clock clock) {
    this.folder = workshop.notes().resolve("backups");
    this.clock = clock;
  }

  /** All, the newest first. */
  List<Backup> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .flatMap(path -> Backup.at(path).stream())
          .sorted(Comparator.comparing(Backup::name).reversed())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("Cannot read " + folder + ". Make it readable.", 1);
    }
  }

  /**
   * The one of this name, or of this number in {@link #all}, from 1; or the newest, for {@code
   * last}.
   *
   * @throws UsageException if there is none
   */
  Backup find(String nameOrNumber) {
    List<Backup> all = all();
    for (int number = 1; number <= all.size(); number++) {
      Backup backup = all.get(number - 1);
      if (backup.name().equals(nameOrNumber)
          || nameOrNumber.equals(String.valueOf(number))
          || nameOrNumber.equals(NEWEST) && number == 1) {
        return backup;
      }
    }
    throw new UsageException(
        "There is no backup \"%s\". %s"
            .formatted(
                nameOrNumber, all.isEmpty() ? NONE : "./workshop restore lists those there are."));
  }

  /**
   * Keeps what the exercise's {@code src} is now, whole and synced, unless it can be had back
   * anyway.
   *
   * @throws UsageException if that cannot be done; nothing was changed then
   */
  Kept keep(ExerciseSource source, Reason reason) {
    SourceFiles now = source.now();
    if (now.isEmpty()) {
      return Kept.nothing();
    }
    if (now.sameText(source.asShipped())) {
      return Kept.asShipped(source.stage());
    }
    Optional<Backup> newest =
        all().stream().filter(backup -> backup.stage().equals(source.stage().name())).findFirst();
    if (newest.isPresent() && newest.get().files().sameBytes(now)) {
      return Kept.in(newest.get());
    }
    Backup backup = Backup.in(folder, nextTime(), source.stage().name(), reason);
    new BackupWriter(backup).write(now);
    return Kept.in(backup);
  }

  /** Now, but always after the newest, whatever the clock does: names are in their order. */
  private LocalDateTime nextTime() {
    LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
    return all().stream()
        .findFirst()
        .map(newest -> newest.time().plus(1, ChronoUnit.MILLIS))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }
}
