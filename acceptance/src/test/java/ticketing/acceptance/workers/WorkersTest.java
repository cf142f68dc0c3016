package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TicketServiceProcess;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.OrderStarter;

/** Tests several workers, and outages of their database, ticket service, and server. */
@Tag("process")
class WorkersTest {
  private static final List<String> ORDERS = RunOrders.ids("order-", 60);
  private static final String GONE = "does not answer";
  private static final String BACK = "is back, after";

  /**
   * The length of an outage: long enough for several failed calls, which must not print a line
   * each.
   */
  private static final Duration OUTAGE = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private EmbeddedServer temporal;
  private OrderTestbed testbed;

  @BeforeEach
  void start() throws IOException {
    temporal = EmbeddedServer.start(0);
    testbed = new OrderTestbed(folder, environment(), ORDERS);
  }

  @AfterEach
  void end() throws InterruptedException {
    testbed.close();
    temporal.close();
  }

  private Map<String, String> environment() {
    return Map.of(LocalPort.VARIABLE, String.valueOf(temporal.port()));
  }

  private void assertAllSold(InProcess starter) {
    assertThat(starter.awaitExit()).as(starter.output()).isEqualTo(OrderStarter.TICKET);
    OrderTestbed.assertOneTicketEach(testbed.ledger(), ORDERS);
  }

  private static long countCreated(CommandProcess worker) {
    return worker
        .output()
        .lines()
        .filter(line -> line.matches(".* createTicket .* stored"))
        .count();
  }

  @Test
  void two_workers_share_the_orders() throws Exception {
    CommandProcess one = testbed.worker("03");
    CommandProcess other = testbed.worker("03");
    assertAllSold(testbed.order("--all"));
    assertThat(countCreated(one)).isPositive();
    assertThat(countCreated(other)).isPositive();
    assertThat(countCreated(one) + countCreated(other)).isEqualTo(ORDERS.size());
  }

  @Test
  void workers_on_separate_task_queues_have_separate_databases(@TempDir Path elsewhere)
      throws Exception {
    List<String> evening = List.of("order-evening");
    try (OrderTestbed second = new OrderTestbed(elsewhere, environment(), evening)) {
      CommandProcess worker = testbed.worker("03");
      second.worker("03", "--task-queue", "evening").awaitText("on task queue evening is ready");
      assertAllSold(testbed.order("--all"));
      InProcess starter = second.order("order-evening", "--task-queue", "evening");
      assertThat(starter.awaitExit()).as(starter.output()).isEqualTo(OrderStarter.TICKET);
      OrderTestbed.assertOneTicketEach(second.ledger(), evening, starter.output());
      assertThat(countCreated(worker)).isEqualTo(ORDERS.size());
    }
  }

  @Test
  void a_missing_database_only_delays_the_orders() throws Exception {
    Path database = testbed.ledger().database();
    Path elsewhere = folder.resolve("elsewhere");
    CommandProcess worker = testbed.worker("03");
    InProcess starter = testbed.order("--all");
    worker.awaitText("createTicket");
    Files.move(database, elsewhere);
    worker.awaitText(Database.missing(database));
    await("it is not recreated").during(OUTAGE).until(() -> !Files.exists(database));
    Files.move(elsewhere, database);
    assertAllSold(starter);
    assertThat(worker.output()).containsOnlyOnce(Database.missing(database));
  }

  @Test
  void a_ticket_service_outage_only_delays_the_orders() throws Exception {
    TicketServiceProcess service = new TicketServiceProcess(testbed).start();
    CommandProcess worker = testbed.worker("03", "--tickets", service.address());
    InProcess starter = testbed.order("--all");
    service.process().awaitText("createTicket").kill();
    assertPrintedOnceDuringOutage(worker, GONE);
    service.start();
    worker.awaitText(BACK);
    assertAllSold(starter);
    assertThat(worker.output()).containsOnlyOnce(GONE).containsOnlyOnce(BACK);
  }

  /** The restarted embedded server has lost all orders, so the test places them afterwards. */
  @Test
  void a_worker_reconnects_to_a_restarted_server() throws Exception {
    CommandProcess worker = testbed.worker("03");
    int port = temporal.port();
    temporal.close();
    assertPrintedOnceDuringOutage(worker, GONE);
    temporal = EmbeddedServer.start(port);
    worker.awaitText(BACK);
    assertAllSold(testbed.order("--all"));
    assertThat(worker.output()).containsOnlyOnce(GONE).containsOnlyOnce(BACK);
  }

  private static void assertPrintedOnceDuringOutage(CommandProcess worker, String text) {
    worker.awaitText(text);
    await(text)
        .during(OUTAGE)
        .untilAsserted(() -> assertThat(worker.output()).containsOnlyOnce(text));
  }

  @Test
  void metrics_count_the_orders() throws Exception {
    String port = String.valueOf(Shell.freePort());
    testbed.worker("03", "--metrics", port);
    List<String> five = ORDERS.subList(0, 5);
    testbed.sell("03", five);
    HttpRequest scrape =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    // The SDK reports its metrics once a second.
    await("all orders are counted")
        .untilAsserted(
            () -> {
              HttpResponse<String> scraped =
                  HttpClient.newHttpClient().send(scrape, HttpResponse.BodyHandlers.ofString());
              assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
                  .startsWith("text/plain");
              assertThat(scraped.body())
                  .containsPattern("(?m)^temporal_workflow_completed_total\\{[^}]*\\} 5\\.0$")
                  .contains("temporal_activity_execution_latency_seconds")
                  .contains("activity_type=\"CreateTicket\"");
            });
  }
}
