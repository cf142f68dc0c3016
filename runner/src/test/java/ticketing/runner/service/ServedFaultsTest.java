package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.runner.service.ServedOrders.ORDER;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.RejectedException;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/** Tests that a service's faults are real: it cuts connections, and writes late. */
@Timeout(30)
class ServedFaultsTest {
  private static final int TRIES = 10;
  private static final int CALLERS = 12;

  @TempDir private Path database;
  private ServedOrders orders;

  @BeforeEach
  void serve() {
    orders = new ServedOrders(database);
  }

  @AfterEach
  void end() {
    orders.leave();
  }

  @ParameterizedTest
  @CsvSource({"before, NOT_WRITTEN, 0", "after, RESPONSE_LOST, 1"})
  void the_connection_is_cut_before_or_after_the_write(String fault, Kind kind, int tickets) {
    orders.next("createTicket=" + fault);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(orders::create)
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("was cut before there was an answer");
    assertThat(orders.tickets()).hasSize(tickets);
    assertThat(orders.creates()).containsExactly(kind);
  }

  /**
   * On a machine too busy to write within D, the create does not write, and the journal says so.
   */
  @Test
  void late_writes_after_the_caller_has_given_up() throws Exception {
    for (int i = 1; i <= TRIES; i++) {
      orders.journal.clear();
      orders.next("createTicket=late");
      Instant begin = Instant.now();
      assertThatExceptionOfType(TicketSystemException.class).isThrownBy(orders::create);
      assertThat(Instant.now()).isAfter(begin.plus(HttpTicketSystem.PATIENCE));
      await(() -> orders.creates().size() == 2);
      Journal.Entry landing = orders.journal.get(orders.journal.size() - 1);
      if (landing.kind() == Kind.WRITTEN_LATE) {
        assertThat(landing.at()).isAfter(begin.plus(HttpTicketSystem.PATIENCE));
        assertThat(orders.tickets()).hasSize(1).containsExactly(landing.ticketId().orElseThrow());
        return;
      }
      assertThat(landing.kind()).isEqualTo(Kind.FAILED);
      assertThat(orders.tickets()).isEmpty();
    }
    throw new AssertionError("never landed");
  }

  @Test
  void reject_is_permanent() {
    orders.next("createTicket=reject");

    assertThatExceptionOfType(RejectedException.class).isThrownBy(orders::create);
    assertThat(orders.tickets()).isEmpty();
  }

  @Test
  void down_makes_the_look_up_unavailable() {
    orders.next("findTicket=down");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> orders.client.findTicket(ORDER))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessage("findTicket: the service is unavailable");
    assertThat(orders.client.findTicket(ORDER)).isEmpty();
  }

  @Test
  void a_create_held_before_its_write_never_writes() throws Exception {
    orders.next("createTicket=hold-before");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(orders::create)
        .withMessageContaining("No answer from");
    assertThat(orders.creates()).containsExactly(Kind.HELD);
    assertThat(database.resolve(ORDER)).isNotEmptyDirectory();
    assertThat(orders.tickets()).isEmpty();
    TimeUnit.MILLISECONDS.sleep(TicketService.TIMING.maxWriteDelay().toMillis());
    // It continues, although its caller gave up more than D ago.
    orders.close();
    assertThat(orders.creates()).containsExactly(Kind.HELD, Kind.FAILED);
    assertThat(orders.tickets()).isEmpty();
  }

  @Test
  void a_create_held_after_its_write_answers_at_the_end() throws Exception {
    CompletableFuture<Ticket> ticket = heldAfter();
    assertThat(orders.tickets()).hasSize(1);
    assertThat(ticket).isNotDone();
    orders.close();
    assertThat(ticket.get(5, TimeUnit.SECONDS).ticketId()).isEqualTo(orders.tickets().get(0));
  }

  /** Each create that has written has also responded. */
  @Test
  void a_closing_service_answers_what_it_has_written() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Token token = orders.token();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(() -> createUntilItFails(token, acknowledged));
      caller.start();
      callers.add(caller);
    }
    await(() -> acknowledged.size() >= CALLERS);
    orders.close();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(orders.tickets()).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  private void createUntilItFails(Token token, Queue<String> acknowledged) {
    HttpTicketSystem patient = ServedOrders.client(orders.service.address());
    try {
      while (true) {
        acknowledged.add(
            patient
                .createTicket(token, ServedOrders.reservation(ORDER), ServedOrders.CARD)
                .ticketId());
      }
    } catch (TicketSystemException e) {
      // The service has ended.
    }
  }

  private CompletableFuture<Ticket> heldAfter() throws InterruptedException {
    orders.next("createTicket=hold-after");
    HttpTicketSystem patient = ServedOrders.client(orders.service.address());
    CompletableFuture<Ticket> ticket =
        CompletableFuture.supplyAsync(
            () ->
                patient.createTicket(
                    orders.token(), ServedOrders.reservation(ORDER), ServedOrders.CARD));
    await(() -> orders.creates().contains(Kind.HELD));
    return ticket;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
