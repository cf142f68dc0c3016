package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.system.RejectedException;
import ticketing.system.TicketSystemException;

/** Tests that with unique references no fault sells a seat twice, even outside the assumptions. */
@Timeout(30)
class UniqueReferenceFaultsTest {
  private static final Duration ALL_IS_WRITTEN = FaultyOrder.D.plus(FaultyOrder.L).multipliedBy(11);

  @TempDir private Path database;

  @Test
  void the_journal_repeats_one_ticket() {
    FaultyOrder order = order(database, List.of(Fault.LATE_WRITE, Fault.LOST_RESPONSE));

    order.createWithoutAnswer();
    order.createWithoutAnswer();
    String ticketId = order.create().ticketId();
    order.timer.advance(FaultyOrder.D);
    assertThat(order.tickets()).containsExactly(ticketId);
    assertThat(order.timeline())
        .containsExactly(
            "createTicket #1 → no answer; late write pending",
            "createTicket #2 → " + ticketId + " stored, but the response was lost",
            "createTicket #3 → " + ticketId + " again",
            "createTicket #1 → " + ticketId + " again late");
  }

  /**
   * The caller retries until it gets an answer, with and without a pause for late writes; the final
   * state must match that answer.
   */
  @ParameterizedTest
  @MethodSource("twoFaults")
  void the_answer_is_true_whatever_goes_wrong_twice(List<Fault> faults) throws IOException {
    for (Duration pause : List.of(Duration.ZERO, FaultyOrder.D, ALL_IS_WRITTEN)) {
      FaultyOrder order = order(Files.createDirectory(database.resolve(pause.toString())), faults);
      List<String> answer = new ArrayList<>();
      try {
        answer.add(createUntilAnswered(order, pause, faults.size()));
      } catch (RejectedException e) {
        // The order must have no ticket.
      }
      order.timer.advance(ALL_IS_WRITTEN);

      assertThat(order.tickets()).as(order.timeline().toString()).isEqualTo(answer);
    }
  }

  private static String createUntilAnswered(FaultyOrder order, Duration pause, int failures) {
    for (int i = 0; i < failures; i++) {
      try {
        return order.create().ticketId();
      } catch (RejectedException e) {
        throw e;
      } catch (TicketSystemException e) {
        order.timer.advance(pause);
      }
    }
    return order.create().ticketId();
  }

  static Stream<List<Fault>> twoFaults() {
    List<Fault> faults = new ArrayList<>(Fault.of(CREATE_TICKET));
    faults.addAll(List.of(Fault.NONE, Fault.TOO_LATE_WRITE));
    return faults.stream().flatMap(a -> faults.stream().map(b -> List.of(a, b)));
  }

  private static FaultyOrder order(Path database, List<Fault> faults) {
    return new FaultyOrder(
        database, new ScriptedFaults().on(CREATE_TICKET, faults.toArray(Fault[]::new)), true);
  }
}
