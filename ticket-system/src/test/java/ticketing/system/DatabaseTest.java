package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests which folder is used as the ticket database. */
@Timeout(10)
class DatabaseTest {
  @TempDir private Path folder;

  @Test
  void it_is_the_one_that_the_variable_names() {
    assertThat(Database.locate(Map.of(Database.VARIABLE, "some/where/../else"), folder))
        .isEqualTo(folder.resolve("some").resolve("else"));
  }

  @Test
  void else_it_is_the_one_around_the_working_directory() throws Exception {
    Path database = Files.createDirectory(folder.resolve("database"));
    Files.writeString(database.resolve(Reservations.FILE), "[]");
    Path below = Files.createDirectories(folder.resolve("exercises/03"));

    assertThat(Database.locate(Map.of(Database.VARIABLE, " "), below)).isEqualTo(database);
  }

  @Test
  void where_there_is_none_the_message_names_the_variable() {
    assertThatThrownBy(() -> Database.locate(Map.of(), folder.getRoot()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(Database.VARIABLE);
  }
}
