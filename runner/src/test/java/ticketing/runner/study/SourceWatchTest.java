package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
  @TempDir private Path folder;
  private final Semaphore changes = new Semaphore(0);
  private Path file;
  private SourceWatch watch;

  @BeforeEach
  void begin() throws Exception {
    file = Files.createDirectories(folder.resolve("a/b")).resolve("A.java");
    Files.writeString(file, "one");
    watch = new SourceWatch(folder, changes::release);
  }

  @AfterEach
  void end() {
    watch.close();
  }

  private void requireChange() throws Exception {
    assertThat(changes.tryAcquire(10, TimeUnit.SECONDS)).as("a change is noticed").isTrue();
  }

  @Test
  void every_kind_of_change_is_detected() throws Exception {
    Files.writeString(file, "one and more");
    requireChange();
    Files.writeString(folder.resolve("a/B.java"), "new");
    requireChange();
    Files.move(folder.resolve("a/B.java"), folder.resolve("a/C.java"));
    requireChange();
    Files.delete(folder.resolve("a/C.java"));
    requireChange();
  }

  @Test
  void a_change_of_equal_size_and_time_is_detected() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(folder.resolve("new"), "two");
    Files.setLastModifiedTime(folder.resolve("new"), time);
    Files.move(folder.resolve("new"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    requireChange();
  }

  @Test
  void a_folder_that_vanishes_and_returns_counts_twice() throws Exception {
    Files.delete(file);
    Files.delete(file.getParent());
    requireChange();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "again");
    requireChange();
  }

  @Test
  void an_editors_own_files_are_not_a_change() throws Exception {
    Files.writeString(folder.resolve("a/b/.A.java.swp"), "swap");
    Files.writeString(folder.resolve("a/b/A.java~"), "copy");
    assertThat(changes.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
  }
}
