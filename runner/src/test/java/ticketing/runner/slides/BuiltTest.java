package ticketing.runner.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltTest {
  @TempDir Path root;
  private Path deck;
  private Path picture;
  private Path pdf;
  private Built built;

  @BeforeEach
  void build() throws IOException {
    Path folder = Files.createDirectories(root.resolve("slides"));
    deck = Files.writeString(folder.resolve("deck.md"), "# One\n");
    pdf = Files.writeString(folder.resolve("deck.pdf"), "one\n");
    picture = Files.writeString(root.resolve("a.svg"), "<svg/>");
    built = new Built(folder);
    built.write(List.of(pdf, deck, picture));
  }

  @Test
  void what_is_as_it_was_is_up_to_date() {
    assertThat(built.files()).containsExactly("../a.svg", "deck.md", "deck.pdf");
    assertThat(built.changed()).isEmpty();
  }

  @Test
  void what_has_changed_or_is_gone_is_told() throws IOException {
    Files.writeString(deck, "# Two\n");
    Files.delete(picture);
    assertThat(built.changed()).containsExactly("../a.svg", "deck.md");
  }

  @Test
  void the_line_ends_of_windows_are_no_change_of_a_text() throws IOException {
    Files.writeString(deck, "# One\r\n");
    assertThat(built.changed()).isEmpty();
    Files.writeString(pdf, "one\r\n");
    assertThat(built.changed()).containsExactly("deck.pdf");
  }
}
