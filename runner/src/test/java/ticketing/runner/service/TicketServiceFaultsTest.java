package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.runner.service.TicketServiceFixture.ORDER;

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

/** Tests that the service injects real faults: it cuts connections and writes late. */
@Timeout(30)
class TicketServiceFaultsTest {
  private static final int MAX_ATTEMPTS = 10;
  private static final int CALLERS = 12;

  @TempDir private Path database;
  private TicketServiceFixture orders;

  @BeforeEach
  void serve() {
    orders = new TicketServiceFixture(database);
  }

  @AfterEach
  void end() {
    orders.closeInBackground();
  }

  @ParameterizedTest
  @CsvSource({"before, NOT_WRITTEN, 0", "after, RESPONSE_LOST, 1"})
  void the_connection_is_cut_before_or_after_the_write(String fault, Kind kind, int tickets) {
    orders.failNext("createTicket=" + fault);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(orders::create)
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("was cut before there was an answer");
    assertThat(orders.tickets()).hasSize(tickets);
    assertThat(orders.creates()).containsExactly(kind);
  }

  /**
   * Tries several times: on a busy machine, a create that cannot write within D fails instead, and
   * the journal records the failure.
   */
  @Test
  void late_writes_after_the_caller_has_given_up() throws Exception {
    for (int i = 1; i <= MAX_ATTEMPTS; i++) {
      orders.journal.clear();
      orders.failNext("createTicket=late");
      Instant start = Instant.now();
      assertThatExceptionOfType(TicketSystemException.class).isThrownBy(orders::create);
      assertThat(Instant.now()).isAfter(start.plus(HttpTicketSystem.PATIENCE));
      await(() -> orders.creates().size() == 2);
      Journal.Entry lastEntry = orders.journal.get(orders.journal.size() - 1);
      if (lastEntry.kind() == Kind.WRITTEN_LATE) {
        assertThat(lastEntry.at()).isAfter(start.plus(HttpTicketSystem.PATIENCE));
        assertThat(orders.tickets()).hasSize(1).containsExactly(lastEntry.ticketId().orElseThrow());
        return;
      }
      assertThat(lastEntry.kind()).isEqualTo(Kind.FAILED);
      assertThat(orders.tickets()).isEmpty();
    }
    throw new AssertionError("no late write");
  }

  @Test
  void reject_is_permanent() {
    orders.failNext("createTicket=reject");

    assertThatExceptionOfType(RejectedException.class).isThrownBy(orders::create);
    assertThat(orders.tickets()).isEmpty();
  }

  @Test
  void down_makes_the_look_up_unavailable() {
    orders.failNext("findTicket=down");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> orders.client.findTicket(ORDER))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessage("findTicket: the service is unavailable");
    assertThat(orders.client.findTicket(ORDER)).isEmpty();
  }

  @Test
  void a_create_held_before_its_write_never_writes() throws Exception {
    orders.failNext("createTicket=hold-before");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(orders::create)
        .withMessageContaining("No answer from");
    assertThat(orders.creates()).containsExactly(Kind.HELD);
    assertThat(database.resolve(ORDER)).isNotEmptyDirectory();
    assertThat(orders.tickets()).isEmpty();
    TimeUnit.MILLISECONDS.sleep(TicketService.TIMING.maxWriteDelay().toMillis());
    // Releases the held call, more than D after its caller gave up.
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

  /** Tests that every create that has written has also responded. */
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
    HttpTicketSystem patient = TicketServiceFixture.client(orders.service.address());
    try {
      while (true) {
        acknowledged.add(
            patient
                .createTicket(
                    token, TicketServiceFixture.reservation(ORDER), TicketServiceFixture.CARD)
                .ticketId());
      }
    } catch (TicketSystemException e) {
      // The service has stopped.
    }
  }

  private CompletableFuture<Ticket> heldAfter() throws InterruptedException {
    orders.failNext("createTicket=hold-after");
    HttpTicketSystem patient = TicketServiceFixture.client(orders.service.address());
    CompletableFuture<Ticket> ticket =
        CompletableFuture.supplyAsync(
            () ->
                patient.createTicket(
                    orders.token(),
                    TicketServiceFixture.reservation(ORDER),
                    TicketServiceFixture.CARD));
    await(() -> orders.creates().contains(Kind.HELD));
    return ticket;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
