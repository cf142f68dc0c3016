package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the deletion of temporary folders. */
@Timeout(10)
class TemporaryFolderTest {
  private static final Duration WRITTEN_FOR = Duration.ofMillis(100);
  private static final int HEAD_START = 20;

  @Test
  void a_folder_is_deleted_while_a_thread_writes_into_it() throws Exception {
    Path folder = TemporaryFolder.create("workshop-deleted");
    CountDownLatch begun = new CountDownLatch(HEAD_START);
    Thread writer = new Thread(() -> write(folder, begun));
    writer.start();
    begun.await();
    TemporaryFolder.delete(folder);
    writer.join();
    assertThat(folder).doesNotExist();
  }

  private static void write(Path folder, CountDownLatch begun) {
    long end = System.nanoTime() + WRITTEN_FOR.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      try {
        Files.createDirectory(folder.resolve(String.valueOf(i)));
        begun.countDown();
      } catch (IOException e) {
        return; // The folder is deleted.
      }
    }
  }
}
