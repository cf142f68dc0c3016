package ticketing.acceptance.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static ticketing.acceptance.backup.EditedWorkshop.EXERCISE;
import static ticketing.acceptance.backup.EditedWorkshop.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.Commands;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * Tests {@code reset} on a full disk and in a read-only folder. Requires Linux: each script runs
 * with private mounts, which disappear when it ends.
 */
@Tag("process")
class DiskFullTest {
  @TempDir private Path scratch;
  private EditedWorkshop work;
  private Map<Path, UUID> editedFiles;
  private String reset;

  @BeforeAll
  static void requireMounts(@TempDir Path folder) {
    assumeThatCode(() -> assertThat(run(folder, readOnly(folder)).exitCode()).isZero())
        .as("private mounts for a script: unshare --map-root-user --mount, on Linux")
        .doesNotThrowAnyException();
  }

  @BeforeEach
  void edit() throws Exception {
    work = new EditedWorkshop();
    editedFiles = files(work.exercise());
    reset = command("reset", EXERCISE);
  }

  @Test
  void reset_changes_nothing_without_room_for_a_backup() throws Exception {
    Path notes = Files.createDirectories(work.root().resolve(Workshop.NOTES));
    Shell.Output output =
        run(
            work.root(),
            fullDisk(notes),
            reset,
            "code=$?",
            "find %s/backups -mindepth 1".formatted(quoted(notes)),
            "exit $code");
    assertThat(output.text())
        .contains(
            "Cannot back up your code",
            "No space left on device. Check that the disk is not full",
            "Nothing was changed.")
        .doesNotContain(EXERCISE + "-reset", "\tat ");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(files(work.exercise())).isEqualTo(editedFiles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "exercises/03-validate-loop"})
  void nothing_changes_in_a_read_only_folder(String folder) throws Exception {
    Shell.Output output = run(work.root(), readOnly(work.root().resolve(folder)), reset);
    assertThat(output.text())
        .contains("read-only. Make it writable. Nothing was changed.")
        .doesNotContain("\tat ");
    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(files(work.exercise())).isEqualTo(editedFiles);
  }

  /** At first there is room to replace only one file; then the test frees space and restores. */
  @Test
  void a_disk_that_fills_midway_loses_no_file() throws Exception {
    Path src = work.exercise().resolve("src");
    for (Path file : Stage.filesIn(src)) {
      if (!src.resolve(file).equals(work.code()) && !src.resolve(file).equals(work.helper())) {
        Files.delete(src.resolve(file));
      }
    }
    editedFiles = files(work.exercise());
    Path restored = Files.createDirectory(scratch.resolve("restored"));
    Shell.Output output =
        run(
            work.root(),
            fullDisk(work.exercise()),
            reset,
            "set -e",
            "rm " + quoted(filler(work.exercise())),
            command("restore", "last"),
            copy(work.exercise(), restored));
    assertThat(output.text())
        .contains(
            "No space left on device. Check that the disk is not full",
            "Only the files listed above were changed.",
            "./workshop restore ")
        .doesNotContain("\tat ");
    assertThat(output.exitCode()).isZero();
    assertThat(files(restored)).isEqualTo(editedFiles);
  }

  /** Runs a script with private mounts. */
  private static Shell.Output run(Path folder, String... lines)
      throws IOException, InterruptedException {
    return Commands.run(
        folder,
        Map.of(),
        Duration.ofMinutes(2),
        List.of("unshare", "--map-root-user", "--mount", "sh", "-c", String.join("\n", lines)));
  }

  /** Returns lines that move a folder with its content to a separate disk, and fill that disk. */
  private String fullDisk(Path folder) throws IOException {
    Path saved = Files.createTempDirectory(scratch, "saved");
    return String.join(
        "\n",
        copy(folder, saved),
        "mount -t tmpfs -o size=1m tmpfs " + quoted(folder),
        copy(saved, folder),
        "cat /dev/zero 2> /dev/null > %s || true".formatted(quoted(filler(folder))));
  }

  private static Path filler(Path folder) {
    return folder.resolve(".filler");
  }

  /** Returns lines that make a folder read-only, for root too. */
  private static String readOnly(Path folder) {
    return """
    set -e
    mount --bind %1$s %1$s
    mount -o remount,bind,ro,nosuid,nodev %1$s\
    """
        .formatted(quoted(folder));
  }

  private static String copy(Path from, Path to) {
    return "cp -R %s/. %s".formatted(quoted(from), quoted(to));
  }

  private String command(String... arguments) {
    return Shell.runnerCommand(work.root(), arguments).stream()
        .map(DiskFullTest::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(Object word) {
    return "'" + word.toString().replace("'", "'\\''") + "'";
  }
}
