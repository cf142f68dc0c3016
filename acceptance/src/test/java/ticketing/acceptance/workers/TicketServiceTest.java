package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TicketServiceProcess;
import ticketing.order.OrderActivities;
import ticketing.runner.run.orders.RunOrders;
import ticketing.system.Ledger;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;

/** Tests orders with a ticket service that loses responses, is killed, and is suspended. */
@Tag("process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows cannot suspend a process")
class TicketServiceTest {
  private static final String[] FAULTS = {"--likelihood", "0.2", "--seed"};
  private static final int TERMINATED = 143;
  private static final Pattern HELD = Pattern.compile("(order-\\S+)  createTicket #\\d+ → held");
  private static final Pattern STORED =
      Pattern.compile("order-\\S+  createTicket #\\d+ → (TICKET-\\d+) stored.*");

  /** Shorter than the caller's timeout. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(800);

  /** Longer than the caller's timeout plus D. */
  private static final Duration LONG_PAUSE = Duration.ofMillis(3_200);

  /**
   * Longer than Temporal's timeout for an attempt, so that the other worker gets the next attempt.
   */
  private static final Duration WORKER_PAUSE =
      OrderActivities.START_TO_CLOSE.plus(Duration.ofMillis(1_500));

  @TempDir private Path folder;
  private EmbeddedServer temporal;

  @BeforeEach
  void startTemporal() throws IOException {
    temporal = EmbeddedServer.start(0);
  }

  @AfterEach
  void endTemporal() {
    temporal.close();
  }

  @ParameterizedTest
  @CsvSource({"03, 40", "04, 15"})
  void a_service_killed_during_creates_sells_each_order_once(String stage, int orders)
      throws Exception {
    List<String> orderIds = RunOrders.ids("order-", orders);
    try (OrderTestbed testbed = testbed(orderIds)) {
      TicketServiceProcess service = new TicketServiceProcess(testbed).start(faults(0));
      testbed.worker(stage, "--tickets", service.address());
      InProcess starter = testbed.place(stage, orderIds);
      killDuringCreate(testbed, service, "hold-before");
      service.start(faults(1)).process().pause(SHORT_PAUSE);
      killDuringCreate(testbed, service, "hold-after");
      service.start(faults(2)).process().pause(LONG_PAUSE);
      Instant lastStart = Instant.now();
      testbed.awaitTickets(starter, stage, orderIds);
      assertThat(service.process().terminate()).isEqualTo(TERMINATED);
      Set<String> stored = ticketsIn(service.output());
      assertThat(onDisk(testbed.ledger(), Instant.MIN)).containsAll(stored);
      // A kill can separate a ticket from its line in the journal, so only later tickets count.
      assertThat(stored).containsAll(onDisk(testbed.ledger(), lastStart));
    }
  }

  @Test
  void two_services_on_one_database_sell_each_order_once() throws Exception {
    List<String> orderIds = RunOrders.ids("order-", 40);
    try (OrderTestbed testbed = testbed(orderIds)) {
      TicketServiceProcess one = new TicketServiceProcess(testbed).start(faults(1));
      TicketServiceProcess other = new TicketServiceProcess(testbed).start(faults(2));
      CommandProcess worker = testbed.worker("04", "--tickets", one.address());
      testbed.worker("04", "--tickets", other.address());
      InProcess starter = testbed.place("04", orderIds);
      testbed.awaitOrdersInLedger(orderIds.size() / 10);
      assertThat(testbed.ledger().orderIds()).as("sold").hasSizeLessThan(orderIds.size());
      worker.pause(WORKER_PAUSE);
      testbed.awaitTickets(starter, "04", orderIds);
      Set<String> onDisk = onDisk(testbed.ledger(), Instant.MIN);
      assertThat(onDisk)
          .containsAll(ticketsIn(one.output()))
          .containsAll(ticketsIn(other.output()));
    }
  }

  /**
   * Returns options for faults. Each service needs a different seed: the same seed would repeat the
   * same faults.
   */
  private static String[] faults(int seed) {
    return Stream.concat(Stream.of(FAULTS), Stream.of(String.valueOf(seed))).toArray(String[]::new);
  }

  private OrderTestbed testbed(List<String> orderIds) {
    Map<String, String> environment = Map.of(LocalPort.VARIABLE, String.valueOf(temporal.port()));
    return new OrderTestbed(folder, environment, orderIds);
  }

  private static void killDuringCreate(
      OrderTestbed testbed, TicketServiceProcess service, String hold) throws Exception {
    service.faults("--next", "createTicket=" + hold);
    service.process().awaitText("→ held").kill();
    Matcher held = HELD.matcher(service.process().output());
    assertThat(held.find()).isTrue();
    String orderId = held.group(1);
    boolean stored = hold.equals("hold-after");
    assertThat(testbed.ledger().ticketIdsOf(orderId)).hasSize(stored ? 1 : 0);
    if (!stored) {
      // The createTicket call has begun.
      assertThat(testbed.ledger().database().resolve(orderId))
          .isDirectoryContaining("glob:**.draft");
    }
  }

  private static Set<String> ticketsIn(Stream<String> journal) {
    Set<String> tickets =
        journal
            .map(STORED::matcher)
            .filter(Matcher::matches)
            .map(stored -> stored.group(1))
            .collect(Collectors.toSet());
    assertThat(tickets).as("tickets in the journal").isNotEmpty();
    return tickets;
  }

  private static Set<String> onDisk(Ledger ledger, Instant since) {
    return ledger.orderIds().stream()
        .flatMap(id -> ledger.ticketsOf(id).stream())
        .filter(entry -> !entry.publishedAt().isBefore(since))
        .map(entry -> entry.ticket().ticketId())
        .collect(Collectors.toSet());
  }
}
