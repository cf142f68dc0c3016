package ticketing.runner.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import ticketing.testkit.explorer.Moment;

class StoryTest {
  private static final String LOST =
      "createTicket #1 → TICKET-48541 stored, but the response was lost";
  private static final String STORED = "createTicket #2 → TICKET-21492 stored";
  private static final String RETURNED = "the workflow returned TICKET-21492";

  @Test
  void ticket_numbers_are_counted_in_the_order_in_which_they_come() {
    assertThat(story(at(0, LOST), at(1_000, STORED), at(1_000, RETURNED)).events())
        .extracting(Event::outcome)
        .containsExactly(
            "TICKET-1 stored, but the response was lost", "TICKET-2 stored", "returned TICKET-2");
  }

  @Test
  void of_several_runs_each_pause_is_the_shortest() {
    List<Event> events =
        Story.events(
            List.of(
                List.of(at(0, LOST), at(3_100, STORED), at(3_200, RETURNED)),
                List.of(at(0, LOST), at(1_020, STORED), at(3_900, RETURNED))));

    assertThat(events).extracting(Event::at).containsExactly(seconds(0), seconds(1), seconds(1));
  }

  @Test
  void a_pause_that_is_measured_a_little_short_is_not_a_second_less() {
    assertThat(story(at(40, LOST), at(599_990, STORED)).events())
        .extracting(Event::at)
        .containsExactly(seconds(0), seconds(600));
  }

  @Test
  void runs_that_tell_different_things_are_no_story() {
    List<List<Moment>> runs =
        List.of(List.of(at(0, LOST)), List.of(at(0, "createTicket #1 → TICKET-1 stored")));

    assertThatThrownBy(() -> Story.events(runs)).hasMessageContaining("the response was lost");
  }

  @Test
  void what_cannot_be_drawn_is_said() {
    assertThatThrownBy(() -> story(at(0, "somebody terminates the workflow x")))
        .hasMessageContaining("somebody terminates");
  }

  @Test
  void two_tickets_are_told_as_such() {
    Story story = story(at(0, LOST), at(1_000, STORED), at(1_000, RETURNED));

    assertThat(story.isRight()).isFalse();
    assertThat(story.verdict()).isEqualTo("the seat is sold twice");
  }

  @Test
  void one_ticket_is_right_only_if_its_number_is_returned() {
    Story told = story(at(0, STORED), at(0, RETURNED));
    Story failed = story(at(0, LOST), at(0, "the workflow failed with Ambiguous: no response"));

    assertThat(told.isRight()).isTrue();
    assertThat(failed.isRight()).isFalse();
    assertThat(failed.verdict()).contains("told \"failed\", and has a ticket");
  }

  @Test
  void a_ticket_that_is_found_again_is_not_a_second_one() {
    Story story = story(at(0, LOST), at(1_000, "createTicket #2 → TICKET-48541 again"));

    assertThat(story.tickets()).containsExactly("TICKET-1");
  }

  @Test
  void a_create_that_lands_late_is_told_from_one_that_will() {
    List<Event> events =
        story(
                at(0, "createTicket #1 → no answer; it will land late"),
                at(600_000, "createTicket #1 → TICKET-48541 stored late"))
            .events();

    assertThat(events).extracting(Event::isGivenUp).containsExactly(true, false);
    assertThat(events).extracting(Event::isLanding).containsExactly(false, true);
  }

  private static Story story(Moment... moments) {
    return new Story(
        new Telling("01-naive-create", "after,ok", "the response is lost"),
        Story.events(List.of(List.of(moments))));
  }

  private static Moment at(long millis, String text) {
    return new Moment(Duration.ofMillis(millis), text);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
