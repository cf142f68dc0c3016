package ticketing.runner.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {
  @TempDir private Path folder;

  @Test
  void a_copy_has_every_byte_and_makes_its_folders() throws Exception {
    byte[] bytes = {0, -1, '\r', '\n', -2};
    Path from = Files.write(folder.resolve("from"), bytes);
    SafeFile.copy(from, folder.resolve("a/b/to"));
    assertThat(folder.resolve("a/b/to")).hasBinaryContent(bytes);
  }

  @Test
  void a_failed_write_changes_nothing_and_leaves_nothing_behind() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path unreadable = Files.createDirectory(folder.resolve("a folder is no file"));
    assertThatThrownBy(() -> SafeFile.copy(unreadable, file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Cannot write " + file)
        .hasMessageContaining("as it was before");
    assertThat(file).hasContent("before");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, unreadable);
    }
  }

  @Test
  void a_new_file_has_the_systems_default_permissions() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix")).isTrue();
    SafeFile.write(folder.resolve("safe"), "");
    assertThat(Files.getPosixFilePermissions(folder.resolve("safe")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }
}
