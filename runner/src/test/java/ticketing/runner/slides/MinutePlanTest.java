package ticketing.runner.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ticketing.runner.util.UsageException;

class MinutePlanTest {
  private static final String GUIDE =
      """
      ## A talk

      | from | min | what |
      |---|---|---|
      | 0:00 | 30 | Slides 1–2, 4: all |

      ## The workshop, 90 minutes

      | 0:00 | 10 | Slide 1: the story |
      | 0:10 | 60 | **Exercise 03**. Put slide 1 up again |
      | 1:10 | 20 | **Slides 2–3 and 4** |

      ## A half day

      | 0:00 | 240 | Slides 1-4 |
      """;

  @Test
  void a_plan_that_adds_up_has_no_problem() {
    assertThat(problems(GUIDE)).isEmpty();
  }

  @Test
  void a_row_takes_as_long_as_its_slides() {
    assertThat(
            problems(GUIDE.replace("Slide 1: the story", "Slides 1–2").replace("2–3 and 4", "3–4")))
        .containsExactly(
            "workshop: \"Slides 1–2\" takes 10 minutes, but its slides take 20.",
            "workshop: \"**Slides 3–4**\" takes 20 minutes, but its slides take 10.");
  }

  @Test
  void a_row_begins_when_the_one_before_it_ends() {
    assertThat(problems(GUIDE.replace("1:10", "1:15")))
        .containsExactly(
            "workshop: \"**Slides 2–3 and 4**\" begins at 1:15, but what is before it ends at 1:10.",
            "workshop: the schedule ends after 95 minutes, not after 90.");
  }

  @Test
  void a_schedule_is_as_long_as_it_claims() {
    assertThat(problems(GUIDE.replace("| 0:10 | 60 |", "| 0:10 | 50 |").replace("1:10", "1:00")))
        .containsExactly("workshop: the schedule ends after 80 minutes, not after 90.");
  }

  @Test
  void each_slide_of_the_format_is_shown_and_no_other() {
    assertThat(problems(GUIDE.replace("1–2, 4", "1, 4")))
        .containsExactly(
            "talk: \"Slides 1, 4: all\" takes 30 minutes, but its slides take 20.",
            "talk: the schedule shows the slides [1, 4], and the deck has [1, 2, 4] for it.");
    assertThat(problems(GUIDE.replace("1-4", "1-5")))
        .containsExactly("half-day: \"Slides 1-5\" names slide 5, and there are 4.");
  }

  @Test
  void a_format_without_a_schedule_is_told() {
    assertThat(problems(GUIDE.substring(GUIDE.indexOf("## The workshop"))))
        .containsExactly("INSTRUCTOR.md has 0 schedules under a heading with \"talk\", not one.");
  }

  @Test
  void a_schedule_of_no_format_is_told() {
    assertThatThrownBy(() -> Schedule.parse(GUIDE.replace("A half day", "A day")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"A day\"")
        .hasMessageContaining("talk, workshop, half-day");
  }

  @Test
  void the_plan_adds_up_slide_by_slide() {
    assertThat(new MinutePlan(deck(), Schedule.parse(GUIDE)).text())
        .contains("  1 Slide 1")
        .contains("     10   10     10   10     60   60")
        .contains("     10   30      5   30     60  240")
        .contains("talk: 3 slides in 30 minutes, and 0 minutes besides, make 30 of 30.")
        .contains("workshop: 4 slides in 30 minutes, and 60 minutes besides, make 90 of 90.");
  }

  private static List<String> problems(String guide) {
    return new MinutePlan(deck(), Schedule.parse(guide)).problems();
  }

  /** Four slides; the third is not in the talk. */
  private static Deck deck() {
    List<Slide> slides = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      slides.add(
          new Slide(
              number,
              "Slide " + number,
              "Say: this.",
              number == 3
                  ? Map.of(Format.WORKSHOP, 5, Format.HALF_DAY, 60)
                  : Map.of(
                      Format.TALK,
                      10,
                      Format.WORKSHOP,
                      number == 4 ? 5 : 10,
                      Format.HALF_DAY,
                      60)));
    }
    return new Deck(slides);
  }
}
