package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.testkit.WorkflowResult;

@Timeout(20)
class BoardTest {
  private static final LaneCode LANE = new LaneCode("01", "01-naive-create", false);
  private static final LaneCode OTHER = new LaneCode("03", "03-validate-loop", false);

  private final Board board = new Board(List.of(LANE, OTHER));
  private long seen;

  @Test
  void a_reader_gets_everything_then_only_changes() {
    add(3);
    assertThat(read()).containsExactly("01/1", "01/2", "01/3");
    assertThat(read()).isEmpty();
    board.change(LANE, 2, Card::reopen);
    assertThat(read()).containsExactly("01/2");
    seen = 0;
    assertThat(read()).containsExactlyInAnyOrder("01/1", "01/2", "01/3");
  }

  @Test
  void a_slow_reader_gets_the_latest_state_only() {
    add(100);
    read();
    for (int i = 0; i < 10_000; i++) {
      board.change(LANE, 1 + i % 2, card -> card.record(entry()));
    }
    assertThat(read()).containsExactlyInAnyOrder("01/1", "01/2");
  }

  @Test
  void changing_an_unknown_order_does_nothing() {
    add(1);
    read();
    board.change(LANE, 2, card -> card.record(entry()));
    board.change(OTHER, 1, card -> card.record(entry()));
    assertThat(read()).isEmpty();
    assertThat(board.read(OTHER, 1, Card::state)).isEmpty();
  }

  @Test
  void a_reader_of_a_cleared_board_forgets_its_cards() {
    add(2);
    read();
    board.clear();
    assertThat(board.isWhole(seen)).isTrue();
    assertThat(read()).isEmpty();
    assertThat(board.isWhole(seen)).isFalse();
    board.change(LANE, 1, Card::reopen);
    assertThat(read()).as("an order that is no longer there").isEmpty();
  }

  @Test
  void every_change_has_a_number() {
    long before = board.version();
    read();
    assertThat(board.version()).isEqualTo(before);
    board.touch();
    assertThat(board.version()).isGreaterThan(before);
  }

  @Test
  void an_order_is_added_once() {
    add(1);
    assertThat(board.add(LANE, 1, 1)).isFalse();
    assertThat(board.add(OTHER, 1, 1)).isTrue();
  }

  @Test
  void the_sums_count_each_kind_of_outcome() {
    add(7);
    board.change(LANE, 1, card -> card.addTickets(List.of("TICKET-1", "TICKET-2")));
    board.change(LANE, 1, card -> card.end(WorkflowResult.returned("TICKET-2")));
    board.change(LANE, 2, card -> card.addTickets(List.of("TICKET-3")));
    board.change(LANE, 2, card -> card.end(failed()));
    board.change(LANE, 3, card -> card.end(failed()));
    board.change(LANE, 4, card -> card.addTickets(List.of("TICKET-4")));
    board.change(LANE, 4, card -> card.end(WorkflowResult.returned("TICKET-4")));
    board.change(
        LANE, 5, card -> card.end(new WorkflowResult(WorkflowResult.Kind.REJECTED, null, "no")));
    board.change(LANE, 6, card -> card.lose("Temporal has forgotten the order"));
    assertThat(board.counts(LANE))
        .hasToString(
            "Counts[orders=7, open=1, tickets=4, duplicates=1, failedWithTicket=1,"
                + " failedWithout=1, lost=1, declined=1, wrong=4, right=2]");
  }

  private void add(int orders) {
    for (int number = 1; number <= orders; number++) {
      assertThat(board.add(LANE, number, number)).isTrue();
    }
  }

  private static WorkflowResult failed() {
    return new WorkflowResult(WorkflowResult.Kind.FAILED, null, "failed with X: no response");
  }

  private static Journal.Entry entry() {
    return new Journal.Entry(
        Instant.EPOCH,
        "order-1",
        Operation.ISSUE_TOKEN,
        1,
        Journal.Kind.UNAVAILABLE,
        Optional.empty(),
        "unavailable");
  }

  private List<String> read() {
    JsonNode changes = board.changes(seen);
    seen = board.version();
    List<String> cards = new ArrayList<>();
    for (JsonNode card : changes) {
      cards.add(card.path("lane").asText() + "/" + card.path("n").asInt());
    }
    return cards;
  }
}
