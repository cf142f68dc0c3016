package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.namesIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests several processes that share one ledger and may be killed at any moment. */
@Timeout(60)
class ManyProcessesTest {
  private static final int TICKETS_PER_WRITER = 100;
  private static final int ENDLESS = 100_000;

  private final Path database;
  private final Path errors;
  private final Ledger ledger;

  ManyProcessesTest(@TempDir Path temporary) throws IOException {
    this.database = Files.createDirectory(temporary.resolve("database"));
    this.errors = temporary.resolve("errors.txt");
    this.ledger = new Ledger(database, Clock.systemUTC());
  }

  @Test
  void four_processes_write_whole_tickets_with_unique_numbers() throws Exception {
    try (TicketWriter a = writer(TICKETS_PER_WRITER, "order-shared", "order-a");
        TicketWriter b = writer(TICKETS_PER_WRITER, "order-shared", "order-b");
        TicketWriter c = writer(TICKETS_PER_WRITER, "order-shared", "order-c");
        TicketWriter d = writer(TICKETS_PER_WRITER, "order-shared", "order-d")) {
      TicketWriter.startAll(a, b, c, d);
      int before = 0;
      while (TicketWriter.isAnyRunning(a, b, c, d)) {
        int now = ledger.ticketIdsOf("order-shared").size();
        assertThat(now).as("tickets never disappear").isGreaterThanOrEqualTo(before);
        before = now;
        ledger.ticketIdsOf("order-a");
      }
      for (TicketWriter writer : List.of(a, b, c, d)) {
        assertThat(writer.exitCode()).as(Files.readString(errors)).isZero();
      }
    }

    assertThat(ledger.ticketIdsOf("order-shared")).hasSize(2 * TICKETS_PER_WRITER);
    assertThat(ledger.ticketIdsOf("order-a")).hasSize(TICKETS_PER_WRITER / 2);
    assertThat(allIds()).hasSize(4 * TICKETS_PER_WRITER).doesNotHaveDuplicates();
    assertThat(namesIn(database))
        .containsExactly(".numbers", "order-a", "order-b", "order-c", "order-d", "order-shared");
  }

  @Test
  void killed_processes_leave_a_whole_ledger() throws Exception {
    try (TicketWriter a = writer(ENDLESS, "order-shared");
        TicketWriter b = writer(ENDLESS, "order-shared");
        TicketWriter c = writer(ENDLESS, "order-shared")) {
      TicketWriter.startAll(a, b, c);
      awaitTickets(20);
      a.kill();
      awaitTickets(40);
      b.kill();
      awaitTickets(60);
      c.kill();
    }
    List<String> beforeAppend = ledger.ticketIdsOf("order-shared");
    String next = append(ledger, "order-shared").ticketId();

    assertThat(beforeAppend)
        .hasSizeGreaterThanOrEqualTo(60)
        .doesNotHaveDuplicates()
        .doesNotContain(next);
    assertThat(ledger.ticketIdsOf("order-shared")).hasSize(beforeAppend.size() + 1).endsWith(next);
    assertThat(ticketFiles())
        .containsExactlyInAnyOrderElementsOf(ledger.ticketIdsOf("order-shared"));
  }

  @Test
  void killed_processes_sell_each_referenced_order_once() throws Exception {
    String[] orderIds =
        IntStream.rangeClosed(1, 300).mapToObj(n -> "order-" + n).toArray(String[]::new);
    try (TicketWriter a = seller(orderIds);
        TicketWriter b = seller(orderIds);
        TicketWriter c = seller(orderIds);
        TicketWriter d = seller(orderIds)) {
      TicketWriter.startAll(a, b, c, d);
      await(() -> ledger.orderIds().size() >= 50);
      a.kill();
      await(() -> ledger.orderIds().size() >= 150);
      b.kill();
      assertThat(c.exitCode()).as(Files.readString(errors)).isZero();
      assertThat(d.exitCode()).as(Files.readString(errors)).isZero();
    }

    assertThat(errors).isEmptyFile();
    assertThat(ledger.orderIds()).containsExactlyInAnyOrder(orderIds);
    assertThat(orderIds).allSatisfy(id -> assertThat(ledger.ticketIdsOf(id)).hasSize(1));
    assertThat(allIds()).doesNotHaveDuplicates();
  }

  private TicketWriter writer(int tickets, String... orderIds) throws IOException {
    return new TicketWriter(TicketWriter.Task.APPEND, database, errors, tickets, orderIds);
  }

  private TicketWriter seller(String... orderIds) throws IOException {
    return new TicketWriter(
        TicketWriter.Task.CREATE_WITH_REFERENCE, database, errors, orderIds.length, orderIds);
  }

  private void awaitTickets(int count) {
    await(() -> ledger.ticketIdsOf("order-shared").size() >= count);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private List<String> allIds() {
    List<String> ids = new ArrayList<>();
    ledger.orderIds().forEach(orderId -> ids.addAll(ledger.ticketIdsOf(orderId)));
    return ids;
  }

  private Stream<String> ticketFiles() {
    return namesIn(database.resolve("order-shared")).stream()
        .filter(name -> name.startsWith("TICKET-"))
        .map(name -> name.replace(".json", ""));
  }
}
