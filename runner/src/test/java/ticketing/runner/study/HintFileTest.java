package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HintFileTest {
  private static final String HINTS =
      """
      # Hints

      1. A remark for maintainers.

      ## Add

      Tests: it_adds,
      it_grows, it_adds_negative_numbers

      1. Two numbers
         are given.
      2. The sign is `+`:
         ```java
         int sum =
             a + b;
         ## no heading
         1. no hint
         Tests: none
         ```

         as on paper.

      ## Subtract
      Tests: it_subtracts
      1. The other sign.
      """;

  private static HintFile parse(String text) {
    return HintFile.parse(text);
  }

  @Test
  void tasks_tests_and_hints_keep_their_order() {
    HintFile file = parse(HINTS);
    assertThat(file.tasks()).extracting(HintFile.Task::title).containsExactly("Add", "Subtract");
    assertThat(file.tests())
        .containsExactly("it_adds", "it_grows", "it_adds_negative_numbers", "it_subtracts");
    assertThat(file.taskOf("it_subtracts").orElseThrow().hints())
        .containsExactly("The other sign.");
    assertThat(file.taskOf("it_multiplies")).isEmpty();
  }

  @Test
  void code_in_a_hint_is_indented() {
    assertThat(parse(HINTS).tasks().get(0).hints())
        .containsExactly(
            "Two numbers\nare given.",
            "The sign is `+`:\n    int sum =\n        a + b;\n    ## no heading\n    1. no hint\n"
                + "    Tests: none\n\nas on paper.");
  }
}
