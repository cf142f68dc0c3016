package ticketing.runner.study.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ticketing.runner.util.UsageException;

class HintParserTest {
  private static final String HINTS =
      """
      # Hints

      1. A remark for whoever edits this.

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
    return new HintParser("hints.md").parse(text);
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
  void a_hint_may_have_several_lines_and_code() {
    assertThat(parse(HINTS).tasks().get(0).hints())
        .containsExactly(
            "Two numbers\nare given.",
            "The sign is `+`:\n```java\nint sum =\n    a + b;\n## no heading\n1. no hint\n"
                + "Tests: none\n```\nas on paper.");
  }

  @Test
  void an_error_names_the_file_and_the_task() {
    requireWrong("Some prose.", "has no task");
    requireWrong("## Add\n1. Two numbers.", "\"Add\" has no line \"Tests:");
    requireWrong("## Add\nTests: it_adds\n", "no hint \"1.");
    requireWrong("## Add\nTests: it_adds\n\n2. Two numbers.", "comes hint 2, not 1");
    requireWrong("## Add\nTests: it_adds\n\nTwo numbers.", "neither a test nor a hint: Two");
    requireWrong("## Add\nTests: it_adds\n\n1. So:\n   ```\n   a + b", "has no end");
    requireWrong("## Add\nTests: a\n1. So.\n## Add\nTests: b\n1. So.", "two tasks are called");
  }

  private static void requireWrong(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("hints.md: ")
        .hasMessageContaining(why);
  }
}
