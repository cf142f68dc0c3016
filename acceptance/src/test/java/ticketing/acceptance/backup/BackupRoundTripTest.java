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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.Shell;

/** The commands that the output prints bring every byte back. */
@Tag("process")
class BackupRoundTripTest {
  private static final Pattern WAY_BACK =
      Pattern.compile("(?m)^ +\\./workshop (restore|reset) (\\S+)$");
  private static final int KILLS = 8;
  private static final int HELPERS = 150;

  @TempDir private Path logs;
  private EditedWorkshop work;
  private Map<Path, UUID> mine;

  @BeforeEach
  void edit() throws Exception {
    work = new EditedWorkshop();
    mine = files(work.exercise());
  }

  /** Runs the commands that the output names. */
  private List<MatchResult> takeWayBack(Shell.Output output) throws Exception {
    List<MatchResult> commands = WAY_BACK.matcher(output.text()).results().toList();
    for (MatchResult command : commands) {
      work.run(command.group(1), command.group(2));
    }
    return commands;
  }

  @Test
  void the_printed_command_undoes_a_reset() throws Exception {
    Shell.Output reset = work.run("reset", EXERCISE);
    assertThat(files(work.exercise())).isEqualTo(work.shipped());
    assertThat(takeWayBack(reset)).hasSize(1);
    assertThat(files(work.exercise())).isEqualTo(mine);
  }

  @Test
  void the_printed_commands_undo_a_catch_up() throws Exception {
    Path exercises = work.root().resolve("exercises");
    Map<Path, UUID> all = files(exercises);
    Map<Path, UUID> next = files(exercises.resolve("04-child-workflow-variant"));
    Shell.Output caughtUp = work.run("catch-up", "04");
    for (String solved : List.of("01-naive-create", "02-max-attempts-one", EXERCISE)) {
      assertThat(files(exercises.resolve(solved).resolve("src")))
          .isEqualTo(files(work.root().resolve("solutions").resolve(solved).resolve("src")));
    }
    assertThat(files(exercises.resolve("04-child-workflow-variant"))).isEqualTo(next);
    assertThat(takeWayBack(caughtUp)).hasSize(3);
    assertThat(files(exercises)).isEqualTo(all);
  }

  @Test
  void a_second_command_at_the_same_time_changes_nothing() throws Exception {
    try (ProcessLock first =
        ProcessLock.take(work.root().resolve(Workshop.NOTES).resolve("lock")).orElseThrow()) {
      Shell.Output second = CommandProcess.run(work.root(), Map.of(), "reset", EXERCISE);
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.text()).contains("Another reset, catch-up or restore is running");
      assertThat(files(work.exercise())).isEqualTo(mine);
    }
  }

  @Test
  void a_kill_at_any_moment_loses_nothing() throws Exception {
    for (int i = 0; i < HELPERS; i++) {
      Files.writeString(work.helper().resolveSibling("Helper" + i + ".java"), "// mine " + i);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      // Different each time: what is in a backup already is not backed up again.
      Files.writeString(work.code(), "// work " + kill + "\n", StandardOpenOption.APPEND);
      mine = files(work.exercise());
      killReset(kill * 2 * HELPERS / KILLS);
      Map<Path, UUID> left = files(work.exercise());
      left.forEach(
          (file, bytes) -> assertThat(bytes).isIn(mine.get(file), work.shipped().get(file)));
      if (!left.equals(mine)) {
        work.run("restore", "last");
      }
      assertThat(files(work.exercise())).isEqualTo(mine);
    }
  }

  /** Kills a reset when it has copied, and then removed, so many files. */
  private void killReset(int files) throws Exception {
    Path backups = work.root().resolve(Workshop.NOTES).resolve("backups");
    int before = Stage.filesIn(backups).size() - mine.size();
    Path log = Files.createTempFile(logs, "reset", ".log");
    try (CommandProcess reset =
        CommandProcess.start(work.root(), Map.of(), log, "reset", EXERCISE)) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofMinutes(1))
          .ignoreException(UncheckedIOException.class) // A file went while it was counted.
          .until(
              () ->
                  Stage.filesIn(backups).size() - Stage.filesIn(work.exercise()).size() - before
                      > files);
      reset.kill();
    }
  }
}
