package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.testkit.WorkflowResult;

@Timeout(20)
class BoardTest {
  private static final LaneCode LANE = new LaneCode("01", "01-naive-create", false);
  private static final LaneCode OTHER = new LaneCode("03", "03-validate-loop", false);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Board board = new Board(List.of(LANE, OTHER));
  private long seen;

  @Test
  void a_reader_gets_everything_then_only_changes() {
    board.add(LANE, List.of(1, 2, 3));
    assertThat(read()).containsExactly("01/1", "01/2", "01/3");
    assertThat(read()).isEmpty();
    board.change(LANE, 2, Card::placedAgain);
    assertThat(read()).containsExactly("01/2");
    seen = 0;
    assertThat(read()).containsExactlyInAnyOrder("01/1", "01/2", "01/3");
  }

  @Test
  void a_slow_reader_gets_the_latest_state_only() {
    board.add(LANE, IntStream.rangeClosed(1, 100).boxed().toList());
    read();
    for (int i = 0; i < 10_000; i++) {
      board.change(LANE, 1 + i % 2, card -> card.tells(entry()));
    }
    assertThat(read()).containsExactlyInAnyOrder("01/1", "01/2");
  }

  @Test
  void changing_an_unknown_order_does_nothing() {
    board.add(LANE, List.of(1));
    read();
    board.change(LANE, 2, card -> card.tells(entry()));
    board.change(OTHER, 1, card -> card.tells(entry()));
    assertThat(read()).isEmpty();
    assertThat(board.read("nonsense", 1, Card::number)).isEmpty();
  }

  @Test
  void a_waiting_reader_wakes_only_for_a_change() throws InterruptedException {
    read();
    assertThat(board.await(seen, 20)).isFalse();
    Thread other =
        new Thread(
            () -> {
              try {
                TimeUnit.MILLISECONDS.sleep(20);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              board.touch();
            });
    other.start();
    assertThat(board.await(seen, 10_000)).isTrue();
    other.join();
  }

  @Test
  void the_sums_count_each_kind_of_outcome() {
    board.add(LANE, List.of(1, 2, 3, 4, 5, 6, 7));
    board.change(LANE, 1, card -> card.hasTickets(List.of("TICKET-1", "TICKET-2")));
    board.change(LANE, 1, card -> card.ended(WorkflowResult.returned("TICKET-2")));
    board.change(LANE, 2, card -> card.hasTickets(List.of("TICKET-3")));
    board.change(LANE, 2, card -> card.ended(failed()));
    board.change(LANE, 3, card -> card.ended(failed()));
    board.change(LANE, 4, card -> card.hasTickets(List.of("TICKET-4")));
    board.change(LANE, 4, card -> card.ended(WorkflowResult.returned("TICKET-4")));
    board.change(
        LANE, 5, card -> card.ended(new WorkflowResult(WorkflowResult.Kind.REJECTED, null, "no")));
    board.change(LANE, 6, card -> card.lost("Temporal has forgotten the order"));
    ObjectNode sums = JSON.createObjectNode();
    board.writeSums(LANE, sums);
    assertThat(sums.toString())
        .isEqualTo(
            "{\"orders\":7,\"open\":1,\"tickets\":4,\"duplicates\":1,\"failedWithTicket\":1,"
                + "\"failedWithout\":1,\"lost\":1,\"declined\":1,\"right\":2}");
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
    ArrayNode cards = JSON.createArrayNode();
    seen = board.write(seen, cards);
    List<String> told = new ArrayList<>();
    for (JsonNode card : cards) {
      told.add(card.path("lane").asText() + "/" + card.path("n").asInt());
    }
    return told;
  }
}
