package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.Operation;
import ticketing.testkit.WorkflowResult;

class CardTest {
  private static final LaneCode NAIVE = new LaneCode("01", "01-naive-create", false);
  private static final LaneCode LOOP = new LaneCode("03", "03-validate-loop", false);

  private int calls;

  @Test
  void an_order_of_03_goes_through_all_steps() {
    Card card = new Card(LOOP, 7, 7);
    assertThat(step(card)).isEqualTo("placed");
    card.record(entry(Operation.ISSUE_TOKEN, Kind.UNAVAILABLE, null));
    assertThat(step(card)).isEqualTo("token");
    card.record(entry(Operation.ISSUE_TOKEN, Kind.ANSWERED, null));
    assertThat(step(card)).isEqualTo("reservation");
    card.record(entry(Operation.FIND_RESERVATION, Kind.ANSWERED, null));
    assertThat(step(card)).isEqualTo("validate");
    card.record(entry(Operation.FIND_TICKET, Kind.NONE, null));
    assertThat(step(card)).isEqualTo("create");
    card.record(entry(Operation.ISSUE_TOKEN, Kind.ANSWERED, null));
    assertThat(step(card)).isEqualTo("create");
    card.record(entry(Operation.CREATE_TICKET, Kind.RESPONSE_LOST, "TICKET-1"));
    assertThat(step(card)).isEqualTo("settle");
    assertThat(json(card).path("lastCallFailed").asBoolean()).isTrue();
    card.record(entry(Operation.FIND_TICKET, Kind.FOUND, "TICKET-1"));
    assertThat(step(card)).isEqualTo("validate");
    card.end(WorkflowResult.returned("TICKET-1"));
    assertThat(step(card)).isEqualTo("done");
    assertThat(json(card).path("lastCallFailed").asBoolean()).isFalse();
    assertThat(card.isRight()).isTrue();
    assertThat(tickets(card)).containsExactly("TICKET-1");
  }

  @Test
  void an_order_of_01_ends_with_two_tickets() {
    Card card = new Card(NAIVE, 7, 7);
    card.record(entry(Operation.ISSUE_TOKEN, Kind.ANSWERED, null));
    card.record(entry(Operation.FIND_RESERVATION, Kind.ANSWERED, null));
    assertThat(step(card)).isEqualTo("create");
    card.record(entry(Operation.CREATE_TICKET, Kind.RESPONSE_LOST, "TICKET-1"));
    assertThat(step(card)).isEqualTo("create");
    card.record(entry(Operation.CREATE_TICKET, Kind.STORED, "TICKET-2"));
    card.end(WorkflowResult.returned("TICKET-2"));
    assertThat(tickets(card)).containsExactly("TICKET-1", "TICKET-2");
    assertThat(card.isRight()).isFalse();
  }

  @Test
  void a_late_write_after_the_end_counts() {
    Card card = new Card(NAIVE, 7, 7);
    card.record(entry(Operation.CREATE_TICKET, Kind.WRITE_PENDING, null));
    assertThat(json(card).path("late").asBoolean()).isTrue();
    card.end(new WorkflowResult(WorkflowResult.Kind.FAILED, null, "failed with X: no response"));
    card.record(sameCall(Operation.CREATE_TICKET, Kind.WRITTEN_LATE, "TICKET-1"));
    assertThat(json(card).path("late").asBoolean()).isFalse();
    assertThat(step(card)).isEqualTo("done");
    assertThat(json(card).path("state").asText()).isEqualTo("failed");
    assertThat(tickets(card)).containsExactly("TICKET-1");
  }

  @Test
  void a_failed_late_write_is_no_longer_expected() {
    Card card = new Card(LOOP, 7, 7);
    card.record(entry(Operation.CREATE_TICKET, Kind.WRITE_PENDING, null));
    Journal.Entry failure = sameCall(Operation.CREATE_TICKET, Kind.FAILED, null);
    card.record(entry(Operation.FIND_TICKET, Kind.NONE, null));
    card.record(failure);
    assertThat(json(card).path("late").asBoolean()).isFalse();
    assertThat(json(card).path("lastCallFailed").asBoolean()).isFalse();
    assertThat(step(card)).isEqualTo("create");
  }

  @Test
  void returning_another_tickets_number_is_wrong() {
    Card card = new Card(NAIVE, 7, 7);
    card.record(entry(Operation.CREATE_TICKET, Kind.STORED, "TICKET-1"));
    card.end(WorkflowResult.returned("TICKET-2"));
    assertThat(card.isRight()).isFalse();
  }

  @Test
  void a_rejection_is_right_only_without_a_ticket() {
    Card card = new Card(LOOP, 7, 7);
    card.end(
        new WorkflowResult(WorkflowResult.Kind.REJECTED, null, "failed with Rejected: declined"));
    assertThat(card.isRight()).isTrue();
    card.addTickets(List.of("TICKET-1"));
    assertThat(card.isRight()).isFalse();
  }

  @Test
  void placing_again_reopens_only_a_failed_order() {
    Card card = new Card(NAIVE, 7, 7);
    card.record(entry(Operation.ISSUE_TOKEN, Kind.ANSWERED, null));
    card.reopen();
    assertThat(step(card)).isEqualTo("reservation");
    card.record(entry(Operation.FIND_RESERVATION, Kind.ANSWERED, null));
    card.end(new WorkflowResult(WorkflowResult.Kind.FAILED, null, "failed with X: no response"));
    card.reopen();
    assertThat(step(card)).isEqualTo("placed");
    assertThat(json(card).path("state").asText()).isEqualTo("open");
    card.record(entry(Operation.ISSUE_TOKEN, Kind.ANSWERED, null));
    assertThat(step(card)).as("it begins again").isEqualTo("reservation");
  }

  @Test
  void captions_say_what_happens_and_why() {
    Card loop = new Card(LOOP, 7, 7);
    loop.record(entry(Operation.CREATE_TICKET, Kind.RESPONSE_LOST, "TICKET-1"));
    assertThat(caption(loop)).isEqualTo("No answer. Perhaps sold: waits D + L, then looks.");
    loop.record(entry(Operation.FIND_TICKET, Kind.FOUND, "TICKET-1"));
    assertThat(caption(loop)).isEqualTo("Looks, and finds its ticket. No second create.");
    loop.end(WorkflowResult.returned("TICKET-1"));
    assertThat(caption(loop)).isEqualTo("One ticket, and the customer has its number.");

    Card naive = new Card(NAIVE, 7, 7);
    naive.record(entry(Operation.CREATE_TICKET, Kind.WRITE_PENDING, null));
    assertThat(caption(naive)).isEqualTo("No answer. Tries again at once.");
    naive.record(sameCall(Operation.CREATE_TICKET, Kind.WRITTEN_LATE, "TICKET-1"));
    assertThat(caption(naive)).isEqualTo("The late write arrives: the seat is sold.");
    naive.record(entry(Operation.CREATE_TICKET, Kind.STORED, "TICKET-2"));
    assertThat(caption(naive)).isEqualTo("Two tickets for one seat.");
  }

  private static String caption(Card card) {
    return json(card).path("caption").path("text").asText();
  }

  private Journal.Entry entry(Operation operation, Kind kind, String ticket) {
    calls++;
    return sameCall(operation, kind, ticket);
  }

  /** Returns another entry for the previous call. */
  private Journal.Entry sameCall(Operation operation, Kind kind, String ticket) {
    return new Journal.Entry(
        Instant.EPOCH, "order-1", operation, calls, kind, Optional.ofNullable(ticket), "words");
  }

  private static String step(Card card) {
    return json(card).path("step").asText();
  }

  private static List<String> tickets(Card card) {
    return StreamSupport.stream(json(card).path("tickets").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode json(Card card) {
    return PageState.JSON.valueToTree(card);
  }
}
