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
import ticketing.acceptance.support.OrderScene;
import ticketing.acceptance.support.TicketServiceProcess;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.OrderStarter;

/** Tests several workers, and outages of their database, ticket service and server. */
@Tag("process")
class WorkersTest {
  private static final List<String> ORDERS = RunOrders.ids("order-", 60);
  private static final String GONE = "does not answer";
  private static final String BACK = "is back, after";

  /** Long enough for several failed calls: a line for each would show. */
  private static final Duration AWAY = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private EmbeddedServer temporal;
  private OrderScene scene;

  @BeforeEach
  void start() throws IOException {
    temporal = EmbeddedServer.start(0);
    scene = new OrderScene(folder, environment(), ORDERS);
  }

  @AfterEach
  void end() throws InterruptedException {
    scene.close();
    temporal.close();
  }

  private Map<String, String> environment() {
    return Map.of(LocalPort.VARIABLE, String.valueOf(temporal.port()));
  }

  private void assertAllSold(InProcess starter) {
    assertThat(starter.awaitExit()).as(starter.output()).isEqualTo(OrderStarter.TICKET);
    OrderScene.assertOneTicketEach(scene.ledger(), ORDERS);
  }

  private static long creates(CommandProcess worker) {
    return worker
        .output()
        .lines()
        .filter(line -> line.matches(".* createTicket .* stored"))
        .count();
  }

  @Test
  void two_workers_share_the_orders() throws Exception {
    CommandProcess one = scene.worker("03");
    CommandProcess other = scene.worker("03");
    assertAllSold(scene.order("--all"));
    assertThat(creates(one)).isPositive();
    assertThat(creates(other)).isPositive();
    assertThat(creates(one) + creates(other)).isEqualTo(ORDERS.size());
  }

  @Test
  void workers_on_separate_task_queues_have_separate_databases(@TempDir Path elsewhere)
      throws Exception {
    List<String> evening = List.of("order-evening");
    try (OrderScene second = new OrderScene(elsewhere, environment(), evening)) {
      CommandProcess here = scene.worker("03");
      second.worker("03", "--task-queue", "evening").awaitText("on task queue evening is ready");
      assertAllSold(scene.order("--all"));
      InProcess starter = second.order("order-evening", "--task-queue", "evening");
      assertThat(starter.awaitExit()).as(starter.output()).isEqualTo(OrderStarter.TICKET);
      OrderScene.assertOneTicketEach(second.ledger(), evening, starter.output());
      assertThat(creates(here)).isEqualTo(ORDERS.size());
    }
  }

  @Test
  void a_missing_database_only_delays_the_orders() throws Exception {
    Path database = scene.ledger().database();
    Path elsewhere = folder.resolve("elsewhere");
    CommandProcess worker = scene.worker("03");
    InProcess starter = scene.order("--all");
    worker.awaitText("createTicket");
    Files.move(database, elsewhere);
    worker.awaitText(Database.missing(database));
    await("it is not made again").during(AWAY).until(() -> !Files.exists(database));
    Files.move(elsewhere, database);
    assertAllSold(starter);
    assertThat(worker.output())
        .containsOnlyOnce(Database.missing(database))
        .containsOnlyOnce("is back. The orders continue.");
  }

  @Test
  void a_ticket_service_outage_only_delays_the_orders() throws Exception {
    TicketServiceProcess service = new TicketServiceProcess(scene).start();
    CommandProcess worker = scene.worker("03", "--tickets", service.address());
    InProcess starter = scene.order("--all");
    service.process().awaitText("createTicket").kill();
    awaitOneLineForAWhile(worker, GONE);
    service.start();
    worker.awaitText(BACK);
    assertAllSold(starter);
    assertThat(worker.output()).containsOnlyOnce(GONE).containsOnlyOnce(BACK);
  }

  /** The embedded server forgets its orders; the worker takes those that are placed later. */
  @Test
  void a_worker_reconnects_to_a_restarted_server() throws Exception {
    CommandProcess worker = scene.worker("03");
    int port = temporal.port();
    temporal.close();
    awaitOneLineForAWhile(worker, GONE);
    temporal = EmbeddedServer.start(port);
    worker.awaitText(BACK);
    assertAllSold(scene.order("--all"));
    assertThat(worker.output()).containsOnlyOnce(GONE).containsOnlyOnce(BACK);
  }

  private static void awaitOneLineForAWhile(CommandProcess worker, String text) {
    worker.awaitText(text);
    await(text)
        .during(AWAY)
        .untilAsserted(() -> assertThat(worker.output()).containsOnlyOnce(text));
  }

  @Test
  void metrics_count_the_orders() throws Exception {
    String port = String.valueOf(Shell.freePort());
    scene.worker("03", "--metrics", port);
    List<String> five = ORDERS.subList(0, 5);
    scene.sell("03", five);
    HttpRequest scrape =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    // The SDK hands its figures on once a second.
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
