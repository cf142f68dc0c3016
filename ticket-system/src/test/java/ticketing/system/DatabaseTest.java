package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/** Which folder is the ticket database. */
@Timeout(10)
class DatabaseTest {
  private final String before = System.getProperty(Database.PROPERTY);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(Database.PROPERTY);
    } else {
      System.setProperty(Database.PROPERTY, before);
    }
  }

  @Test
  void it_is_the_one_that_the_system_property_names() {
    System.setProperty(Database.PROPERTY, "some/where/../else");

    assertThat(Database.locate()).isEqualTo(Path.of("some", "else").toAbsolutePath());
  }

  @Test
  @DisabledIfEnvironmentVariable(named = Database.VARIABLE, matches = ".+")
  void unless_one_is_named_it_is_the_one_of_the_workshop_around_the_working_directory() {
    System.clearProperty(Database.PROPERTY);

    assertThat(Database.locate())
        .isEqualTo(Path.of("").toAbsolutePath().getParent().resolve("database"))
        .isDirectoryContaining(path -> path.endsWith(Reservations.FILE));
  }
}
