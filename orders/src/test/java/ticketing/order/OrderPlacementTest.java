package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.order.SignalDrivenTemporal.runOf;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that repeated placements of an order run only one workflow. */
// WrongAnswersTest runs this class in 2 lanes at the same time.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(20)
class OrderPlacementTest {
  private static final int STARTERS = 8;

  private final SignalDrivenTemporal temporal = new SignalDrivenTemporal();
  private String orderId;

  @BeforeEach
  void newOrder() {
    orderId = temporal.newOrder();
  }

  @AfterAll
  void stop() {
    temporal.close();
  }

  @Test
  void the_workflow_id_is_the_order_id() {
    WorkflowStub order = temporal.place(orderId);
    order.signal("returnTicket", "TICKET-1");

    assertThat(order.getExecution().getWorkflowId()).isEqualTo(orderId);
    assertThat(order.getResult(String.class)).isEqualTo("TICKET-1");
  }

  @Test
  void placing_a_running_order_again_attaches_to_it() {
    String run = runOf(temporal.place(orderId));
    WorkflowStub again = temporal.place(orderId);
    String runAfter = runOf(again);
    again.signal("returnTicket", "TICKET-1");

    assertThat(runAfter).isEqualTo(run);
    assertThat(again.getResult(String.class)).isEqualTo("TICKET-1");
    assertThat(runOf(again)).isEqualTo(run);
  }

  @Test
  void a_start_says_whether_a_workflow_runs() {
    assertThat(temporal.start(orderId)).as("a new order").isTrue();
    assertThat(temporal.start(orderId)).as("a running order").isTrue();
    WorkflowStub order = temporal.place(orderId);
    order.signal("returnTicket", "TICKET-1");
    order.getResult(String.class);
    assertThat(temporal.start(orderId)).as("an order with a ticket").isFalse();
  }

  @Test
  void placing_it_again_after_success_returns_its_ticket() {
    WorkflowStub order = temporal.place(orderId);
    order.signal("returnTicket", "TICKET-1");
    order.getResult(String.class);
    String run = runOf(order);
    WorkflowStub again = temporal.place(orderId);

    assertThat(runOf(again)).isEqualTo(run);
    assertThat(again.getResult(String.class)).isEqualTo("TICKET-1");
  }

  static Stream<Named<Consumer<WorkflowStub>>> endingsWithoutATicket() {
    return Stream.of(
        Named.of("failed", order -> order.signal("fail")),
        Named.of("cancelled", WorkflowStub::cancel),
        Named.of("terminated", order -> order.terminate("for the test")));
  }

  @ParameterizedTest
  @MethodSource("endingsWithoutATicket")
  void placing_it_again_after_a_failure_starts_a_run(Consumer<WorkflowStub> ending) {
    String run = placeAndEnd(ending);
    WorkflowStub again = temporal.place(orderId);

    assertThat(runOf(again)).isNotEqualTo(run);
    again.signal("returnTicket", "TICKET-2");
    assertThat(again.getResult(String.class)).isEqualTo("TICKET-2");
  }

  @Test
  void many_starters_at_once_start_one_run() throws Exception {
    assertThat(runsOfManyStarters()).hasSize(1);
  }

  @Test
  void many_starters_at_once_after_a_failure_start_one_new_run() throws Exception {
    String run = placeAndEnd(order -> order.signal("fail"));

    assertThat(runsOfManyStarters()).hasSize(1).doesNotContain(run);
  }

  @Test
  void many_starters_at_once_after_success_start_none() throws Exception {
    WorkflowStub order = temporal.place(orderId);
    order.signal("returnTicket", "TICKET-1");
    order.getResult(String.class);
    String run = runOf(order);

    assertThat(runsOfManyStarters()).containsExactly(run);
  }

  private String placeAndEnd(Consumer<WorkflowStub> ending) {
    WorkflowStub order = temporal.place(orderId);
    String run = runOf(order);
    ending.accept(order);
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> order.getResult(String.class));
    return run;
  }

  private Set<String> runsOfManyStarters() throws Exception {
    CyclicBarrier together = new CyclicBarrier(STARTERS);
    ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
    try {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < STARTERS; i++) {
        runs.add(
            starters.submit(
                () -> {
                  together.await();
                  return runOf(temporal.place(orderId));
                }));
      }
      Set<String> different = new HashSet<>();
      for (Future<String> run : runs) {
        different.add(run.get());
      }
      return different;
    } finally {
      starters.shutdownNow();
    }
  }
}
