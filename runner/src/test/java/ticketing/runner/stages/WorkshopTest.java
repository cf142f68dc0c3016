package ticketing.runner.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

class WorkshopTest {
  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "05-fifth", "01-first");
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void stages_are_found_in_their_order() {
    assertThat(Workshop.here().stages())
        .extracting(Stage::name)
        .containsExactly("01-first", "05-fifth");
    assertThat(Workshop.here().stage("05").name()).isEqualTo("05-fifth");
    assertThat(Workshop.here().stage("05-fifth").number()).isEqualTo("05");
  }

  @Test
  void an_unknown_stage_lists_the_stages() {
    assertThatThrownBy(() -> Workshop.here().stage("3"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"3\"")
        .hasMessageContaining("01-first, 05-fifth");
  }

  @Test
  void other_line_ends_are_not_an_edit() throws Exception {
    String code = "exercises/01-first/" + TemporaryWorkshop.CODE;
    workshop.write(code, "class A {}\r\n");
    assertThat(workshop.stage("01").edited()).isEmpty();
    workshop.write(code, "class A { int a; }\n");
    assertThat(workshop.stage("01").edited()).containsExactly(Path.of(TemporaryWorkshop.CODE));
    Files.delete(root.resolve(code));
    assertThat(workshop.stage("01").edited()).hasSize(1);
  }
}
