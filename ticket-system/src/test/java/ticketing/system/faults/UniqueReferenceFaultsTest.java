package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.system.RejectedException;
import ticketing.system.TicketSystemException;
import ticketing.system.UniqueReferenceTicketSystem;

/** With a unique reference no fault sells a seat twice, not even one outside the assumptions. */
@Timeout(30)
class UniqueReferenceFaultsTest {
  private static final Duration ALL_HAS_LANDED = FaultyOrder.D.plus(FaultyOrder.L).multipliedBy(11);

  @TempDir private Path database;

  @Test
  void a_create_after_a_lost_response_returns_the_ticket_that_was_stored() {
    FaultyOrder order = order(Fault.RESPONSE_LOST);

    fails(order);
    String ticketId = order.create().ticketId();
    assertThat(order.tickets()).containsExactly(ticketId);
    assertThat(order.told())
        .containsExactly(
            "createTicket #1 → " + ticketId + " stored, but the response was lost",
            "createTicket #2 → " + ticketId + " again");
  }

  @Test
  void a_create_after_a_failure_before_the_write_sells_the_seat() {
    FaultyOrder order = order(Fault.UNAVAILABLE);

    fails(order);
    assertThat(order.tickets()).isEmpty();
    String ticketId = order.create().ticketId();
    assertThat(order.tickets()).containsExactly(ticketId);
  }

  @ParameterizedTest
  @EnumSource(names = {"LATE", "TOO_LATE"})
  void a_create_that_lands_after_the_next_one_sells_nothing(Fault late) {
    FaultyOrder order = order(late);

    fails(order);
    String ticketId = order.create().ticketId();
    order.timer.pass(ALL_HAS_LANDED);
    assertThat(order.tickets()).containsExactly(ticketId);
    assertThat(order.told()).last().isEqualTo("createTicket #1 → " + ticketId + " again late");
  }

  @Test
  void a_create_that_lands_before_the_next_one_is_what_the_next_one_returns() {
    FaultyOrder order = order(Fault.LATE);

    fails(order);
    order.timer.pass(FaultyOrder.D);
    String ticketId = order.create().ticketId();
    assertThat(order.tickets()).containsExactly(ticketId);
  }

  @Test
  void a_ticket_cannot_be_refused_any_more() {
    FaultyOrder order = order(Fault.RESPONSE_LOST, Fault.REJECTED);

    fails(order);
    String ticketId = order.create().ticketId();
    assertThat(order.tickets()).containsExactly(ticketId);
  }

  @ParameterizedTest
  @EnumSource(names = {"LATE", "TOO_LATE"})
  void after_a_refusal_nothing_lands(Fault late) {
    FaultyOrder order = order(late, Fault.REJECTED);

    fails(order);
    assertThatExceptionOfType(RejectedException.class).isThrownBy(order::create);
    order.timer.pass(ALL_HAS_LANDED);
    assertThat(order.tickets()).isEmpty();
    assertThat(order.told()).last().asString().endsWith("the payment was declined.");
  }

  /**
   * The caller asks until there is an answer, at once or after all that is late has landed: and
   * that answer is true in the end.
   */
  @ParameterizedTest
  @MethodSource("threeFaults")
  void whatever_goes_wrong_three_times_the_answer_is_true_in_the_end(List<Fault> faults)
      throws IOException {
    for (Duration pause : List.of(Duration.ZERO, FaultyOrder.D, ALL_HAS_LANDED)) {
      Path folder = Files.createDirectory(database.resolve(pause.toString()));
      FaultyOrder order = order(folder, faults.toArray(Fault[]::new));
      List<String> answer = new ArrayList<>();
      try {
        answer.add(untilAnswered(order, pause, faults.size()));
      } catch (RejectedException e) {
        // Then there must be no ticket.
      }
      order.timer.pass(ALL_HAS_LANDED);

      assertThat(order.tickets()).as(order.told().toString()).isEqualTo(answer);
    }
  }

  private static String untilAnswered(FaultyOrder order, Duration pause, int failures) {
    for (int i = 0; i < failures; i++) {
      try {
        return order.create().ticketId();
      } catch (RejectedException e) {
        throw e;
      } catch (TicketSystemException e) {
        order.timer.pass(pause);
      }
    }
    return order.create().ticketId();
  }

  static Stream<List<Fault>> threeFaults() {
    List<Fault> faults = new ArrayList<>(Fault.of(CREATE_TICKET));
    faults.addAll(List.of(Fault.NONE, Fault.TOO_LATE));
    return faults.stream()
        .flatMap(a -> faults.stream().flatMap(b -> faults.stream().map(c -> List.of(a, b, c))));
  }

  private static void fails(FaultyOrder order) {
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(order::create)
        .isExactlyInstanceOf(TicketSystemException.class);
  }

  private FaultyOrder order(Fault... faults) {
    return order(database, faults);
  }

  private static FaultyOrder order(Path database, Fault... faults) {
    return new FaultyOrder(
        database, new ScriptedFaults().on(CREATE_TICKET, faults), UniqueReferenceTicketSystem::new);
  }
}
