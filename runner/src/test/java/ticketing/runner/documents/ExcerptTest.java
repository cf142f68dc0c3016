package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.runner.documents.Excerpt.How.LINE_BY_LINE;
import static ticketing.runner.documents.Excerpt.How.TO_THE_LETTER;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final Recording RECORDING =
      new Recording(
          Path.of("demo.txt"),
          List.of(
              "# varies \\d+ GiB",
              "$ ./workshop demo",
              "50 orders. Tickets in /tmp/x/demo-runs/2026-11-25-023016-980",
              "             orders  tickets     time",
              "01-naive         50       77    5.2 s",
              "03-validate      50       50   12.7 s",
              "$ ./workshop order order-7",
              "order-7  createTicket #1 → TICKET-12345 stored",
              "78 GiB free"));

  private static boolean shown(Excerpt.How how, String... lines) {
    Fence fence = new Fence(Path.of("a.md"), 1, "", List.of(lines));
    return new Excerpt(fence).found(RECORDING, how) == lines.length;
  }

  @Test
  void what_varies_and_white_space_do_not_matter() {
    assertThat(shown(TO_THE_LETTER, "01-naive  50  77  19.9 s")).isTrue();
    assertThat(shown(TO_THE_LETTER, "order-7  createTicket #1 → TICKET-99999 stored")).isTrue();
    assertThat(shown(TO_THE_LETTER, "50 orders. Tickets in /home/ada/workshop/demo-runs/x"))
        .isTrue();
    assertThat(shown(TO_THE_LETTER, "3 GiB free")).isTrue();
  }

  @Test
  void all_else_matters() {
    assertThat(shown(TO_THE_LETTER, "01-naive  50  78  5.2 s")).isFalse();
    assertThat(shown(TO_THE_LETTER, "1-naive  50  77  5.2 s")).isFalse();
    assertThat(shown(TO_THE_LETTER, "order-7  createTicket #2 → TICKET-12345 stored")).isFalse();
    assertThat(shown(TO_THE_LETTER, "order-7  createTicket #1 → stored")).isFalse();
  }

  @Test
  void the_order_of_the_lines_matters() {
    String[] swapped = {"03-validate 50 50 1.0 s", "01-naive 50 77 1.0 s"};

    assertThat(shown(TO_THE_LETTER, swapped)).isFalse();
    assertThat(shown(LINE_BY_LINE, swapped)).isFalse();
  }

  @Test
  void a_line_is_left_out_only_where_it_says_so() {
    assertThat(shown(TO_THE_LETTER, "orders tickets time", "03-validate 50 50 1.0 s")).isFalse();
    assertThat(shown(TO_THE_LETTER, "orders tickets time", "…", "03-validate 50 50 1.0 s"))
        .isTrue();
    assertThat(shown(TO_THE_LETTER, "50 orders. Tickets in …", "orders tickets time")).isTrue();
    assertThat(shown(TO_THE_LETTER, "50 orders. … in …/demo-runs/…")).isFalse();
    assertThat(shown(LINE_BY_LINE, "orders tickets time", "03-validate 50 50 1.0 s")).isTrue();
  }

  @Test
  void a_command_is_followed_by_any_of_its_output() {
    assertThat(shown(TO_THE_LETTER, "$ ./workshop demo", "orders tickets time")).isTrue();
    assertThat(shown(TO_THE_LETTER, "$ ./workshop demo --all", "orders tickets time")).isFalse();
  }

  @Test
  void a_line_that_is_wrapped_is_the_same_line() {
    assertThat(shown(TO_THE_LETTER, "order-7  createTicket #1", "  → TICKET-1 stored")).isTrue();
  }
}
