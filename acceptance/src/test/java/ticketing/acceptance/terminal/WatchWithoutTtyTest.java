package ticketing.acceptance.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Stage;

/** Tests {@code watch} with its output redirected to a file, as an editor does. */
@Tag("process")
class WatchWithoutTtyTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path logs;
  private static Path copy;
  private static Exercise exercise;
  private static CommandProcess watch;
  private static int read;

  @BeforeAll
  static void start() {
    copy = WorkshopCopy.create();
    exercise = new Exercise(copy, "01");
    watch = CommandProcess.start(copy, Map.of(), logs.resolve("watch.log"), "watch", "01");
    awaitNewText("core     ✓✗✗✗✗✗  1 of 6");
  }

  @AfterAll
  static void end() throws Exception {
    watch.close();
  }

  @Test
  void every_change_of_the_file_is_tested() throws Exception {
    exercise.write("");
    awaitNewText("NaiveOrderWorkflow.java is empty.");
    Files.delete(exercise.file());
    awaitNewText("NaiveOrderWorkflow.java is missing.");
    Files.write(exercise.file(), new byte[] {(byte) 0xC3, 0x28});
    awaitNewText("NaiveOrderWorkflow.java is not text in UTF-8.");
    exercise.writeBody("System.exit(3); return null;");
    awaitNewText("System.exit");
    exercise.writeBody("long[][] all = new long[1_000][100_000_000]; return null;");
    awaitNewText("OutOfMemoryError");
    exercise.write(exercise.start().replace("\n", "\r\n"));
    awaitNewText("core     ✓✗✗✗✗✗  1 of 6");
    exercise.solve();
    awaitNewText("All of 01-naive-create passes");
    // Same size and same modification time, which a coarse clock can cause.
    FileTime time = Files.getLastModifiedTime(exercise.file());
    exercise.write(Stage.text(exercise.file()).replace("return activities", "return activitied"));
    Files.setLastModifiedTime(exercise.file(), time);
    awaitNewText("activitied");
    assertThat(watch.isAlive()).isTrue();
  }

  /** Waits until this text appears after the output that was already read. */
  private static void awaitNewText(String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(watch.output().substring(read)).contains(text));
    read = watch.output().indexOf(text, read) + text.length();
  }
}
