package ticketing.acceptance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ticketing.acceptance.backup.EditedWorkshop.EXERCISE;
import static ticketing.acceptance.backup.EditedWorkshop.files;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;

/** Tests a killed {@code reset}. The runner's BackupCommandsTest covers its other failures. */
@Tag("process")
class KilledResetTest {
  private static final int KILLS = 8;
  private static final int HELPERS = 150;

  @TempDir private Path logs;
  private final EditedWorkshop work;

  KilledResetTest() throws Exception {
    work = new EditedWorkshop();
  }

  @Test
  void a_kill_at_any_moment_loses_nothing() throws Exception {
    for (int i = 0; i < HELPERS; i++) {
      Files.writeString(work.helper().resolveSibling("Helper" + i + ".java"), "// mine " + i);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      // Changes the code each time, so that restoring an older backup fails the assertion.
      Files.writeString(work.code(), "// work " + kill + "\n", StandardOpenOption.APPEND);
      Map<Path, UUID> editedFiles = files(work.exercise());
      killReset(kill * 2 * HELPERS / KILLS, editedFiles.size());
      Map<Path, UUID> filesAfterKill = files(work.exercise());
      filesAfterKill.forEach(
          (file, bytes) -> assertThat(bytes).isIn(editedFiles.get(file), work.shipped().get(file)));
      if (!filesAfterKill.equals(editedFiles)) {
        work.run("restore", "last");
      }
      assertThat(files(work.exercise())).isEqualTo(editedFiles);
    }
    work.run("reset", EXERCISE);
    assertThat(leftovers()).isEmpty();
  }

  /** Returns the temporary files that killed resets have filesAfterKill. */
  private List<Path> leftovers() {
    return Stream.of(work.exercise(), work.root().resolve(Workshop.NOTES).resolve("backups"))
        .flatMap(folder -> Stage.filesIn(folder).stream())
        .filter(file -> AtomicFiles.isUnfinished(file) || isInUnfinishedBackup(file))
        .toList();
  }

  private static boolean isInUnfinishedBackup(Path file) {
    return file.getName(0).toString().endsWith(".part");
  }

  /**
   * Kills a reset of {@code files} files after it has copied and removed more than {@code steps}
   * files.
   */
  private void killReset(int steps, int files) throws Exception {
    Path backups = work.root().resolve(Workshop.NOTES).resolve("backups");
    // The reset starts by removing what the previous, killed reset filesAfterKill.
    long leftoverFiles =
        Stage.filesIn(backups).stream().filter(file -> isInUnfinishedBackup(file)).count();
    long before = Stage.filesIn(backups).size() - leftoverFiles - files;
    Path log = Files.createTempFile(logs, "reset", ".log");
    try (CommandProcess reset =
        CommandProcess.start(work.root(), Map.of(), log, "reset", EXERCISE)) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofMinutes(1))
          .ignoreException(UncheckedIOException.class) // A file was removed while it was counted.
          .until(
              () ->
                  Stage.filesIn(backups).size() - Stage.filesIn(work.exercise()).size() - before
                      > steps);
      reset.kill();
    }
  }
}
