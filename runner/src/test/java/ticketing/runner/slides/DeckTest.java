package ticketing.runner.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ticketing.runner.util.UsageException;

class DeckTest {
  private static final String DECK =
      """
      ---
      marp: true
      ---

      <!-- _class: front -->

      # The **first**

      <!--
      Minutes: talk 1, half-day 2
      Say: Good morning.
      -->

      ---

      ```text
      # no title
      ---
      ```

      ## The second

      <!-- Minutes: workshop 3 -->
      <!--
      Ask: Why?
      -->
      """;

  @Test
  void a_slide_has_its_number_title_notes_and_minutes() {
    assertThat(DeckParser.slides(DECK))
        .containsExactly(
            new Slide(
                1,
                "The **first**",
                "Say: Good morning.",
                Map.of(Format.TALK, 1, Format.HALF_DAY, 2)),
            new Slide(2, "The second", "Ask: Why?", Map.of(Format.WORKSHOP, 3)));
  }

  @Test
  void a_format_shows_the_slides_that_have_minutes_for_it() {
    Deck deck = new Deck(DeckParser.slides(DECK));
    assertThat(deck.slides(Format.WORKSHOP)).extracting(Slide::number).containsExactly(2);
    assertThat(deck.minutes(Format.WORKSHOP)).isEqualTo(3);
    assertThat(deck.minutes(Format.HALF_DAY)).isEqualTo(2);
  }

  @Test
  void what_a_slide_lacks_is_told() {
    Deck deck = new Deck(DeckParser.slides("---\n---\n# One\n\n---\n\nText\n"));
    assertThat(deck.gaps())
        .containsExactly(
            "Slide 1 has no notes.",
            "Slide 1 has no line \"Minutes:\", so nobody sees it.",
            "Slide 2 has no title.",
            "Slide 2 has no notes.",
            "Slide 2 has no line \"Minutes:\", so nobody sees it.");
  }

  @Test
  void minutes_that_cannot_be_read_are_told_with_an_example() {
    for (String minutes : List.of("2", "lunch 3", "talk 2 workshop 3", "")) {
      String deck = DECK.replace("talk 1, half-day 2", minutes);
      assertThatThrownBy(() -> DeckParser.slides(deck))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Slide 1")
          .hasMessageContaining("Minutes: talk 2, workshop 3, half-day 3");
    }
  }
}
