package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.runner.util.UsageException;

@Timeout(60)
class PatchTest {
  private static final String FILE = "one\n  two\n\nthree\ntwo\n";

  @Test
  void takes_lines_away_and_puts_others_there() {
    assertThat(Patch.apply(diff("-  two", "+2", "+2.5", " ", " three"), FILE))
        .isEqualTo("one\n2\n2.5\n\nthree\ntwo\n");
  }

  @Test
  void begins_at_the_first_line_too() {
    assertThat(Patch.apply(diff("+zero", " one"), FILE)).isEqualTo("zero\n" + FILE);
  }

  @Test
  void a_line_is_the_whole_line() {
    assertThat(Patch.apply(diff("-two", "+2"), FILE)).isEqualTo("one\n  two\n\nthree\n2\n");
  }

  @Test
  void tells_what_stands_nowhere_or_twice() {
    assertThatThrownBy(() -> Patch.apply(diff("-four"), FILE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("stands nowhere")
        .hasMessageContaining("demos.md:7");
    assertThatThrownBy(() -> Patch.apply(diff("-two"), FILE + FILE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("more than once");
  }

  private static Fence diff(String... lines) {
    return new Fence(Path.of("demos.md"), 7, "diff", List.of(lines));
  }
}
