package ticketing.runner.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir private Path folder;

  @Test
  void every_byte_is_written_and_folders_are_made() throws Exception {
    byte[] bytes = {0, -1, '\r', '\n', -2};
    AtomicFiles.replace(folder.resolve("a/b/to"), bytes);
    assertThat(folder.resolve("a/b/to")).hasBinaryContent(bytes);
  }

  @Test
  void a_failed_write_changes_nothing_and_leaves_nothing_behind() throws Exception {
    Path file = Files.createDirectories(folder.resolve("a folder/that is not empty"));
    assertThatThrownBy(() -> AtomicFiles.write(file.getParent(), "text"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Cannot write " + file.getParent())
        .hasMessageContaining("as it was before");
    assertThat(file).exists();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file.getParent());
    }
  }

  @Test
  void a_new_file_has_the_systems_default_permissions() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();
    AtomicFiles.write(folder.resolve("safe"), "");
    assertThat(Files.getPosixFilePermissions(folder.resolve("safe")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }
}
