package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

class TypedCommandsTest {
  @TempDir private Path copy;

  @BeforeEach
  void layOut() throws Exception {
    Files.createDirectories(copy.resolve("solutions"));
    Files.createDirectories(copy.resolve("exercises"));
    Files.writeString(copy.resolve("solutions/A.java"), "solved");
    Files.writeString(copy.resolve("solutions/A.txt"), "other");
    Files.writeString(copy.resolve("exercises/A.java"), "to do");
  }

  @Test
  void what_is_copied_is_put_back_in_the_end() throws Exception {
    try (TypedCommands commands = new TypedCommands(copy)) {
      commands.type("cp solutions/*.java exercises");

      assertThat(copy.resolve("exercises/A.java")).hasContent("solved");
      assertThat(copy.resolve("exercises/A.txt")).doesNotExist();

      commands.type("cp solutions/A.txt exercises/A.java");

      assertThat(copy.resolve("exercises/A.java")).hasContent("other");
      assertThat(commands.end())
          .containsExactly(
              "$ cp solutions/*.java exercises", "$ cp solutions/A.txt exercises/A.java");
    }
    assertThat(copy.resolve("exercises/A.java")).hasContent("to do");
  }

  @Test
  void what_cannot_be_typed_is_told() throws Exception {
    try (TypedCommands commands = new TypedCommands(copy)) {
      assertThatThrownBy(() -> commands.type("rm -rf exercises"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("cannot type \"rm\"");
      assertThatThrownBy(() -> commands.type("kill -9 %1"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no command %1");
    }
  }
}
