package ticketing.runner.verify;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** A worker's metrics, scraped as Prometheus does it. */
final class WorkerMetrics {
  private static final List<String> ORDERS =
      IntStream.range(0, 5).mapToObj(n -> "order-51200" + n).toList();

  private static final Pattern COMPLETED =
      Pattern.compile("(?m)^temporal_workflow_completed_total\\{[^}]*\\} ([0-9.]+)$");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WorkerMetrics() {}

  static Check check(Workshop workshop, SharedServer server) {
    return new Check(
        "a worker's metrics count its orders on " + server + ", on loopback only",
        () -> {
          try (OrderScene scene =
              new OrderScene(workshop, server.environment(), RunOrders.reservations(ORDERS))) {
            count(scene, workshop.stage("03"));
          }
          return 1;
        });
  }

  private static void count(OrderScene scene, Stage stage) throws Exception {
    int port = Shell.freePort();
    Process worker = scene.worker(stage, "--metrics", String.valueOf(port));
    Listening.requireLoopbackOnly(worker.toHandle());
    scene.tickets(stage, ORDERS);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String scraped = scrape(port);
    while (completed(scraped) < ORDERS.size()) {
      Check.require(System.nanoTime() < deadline, "not all orders are counted:\n" + scraped);
      TimeUnit.MILLISECONDS.sleep(200);
      scraped = scrape(port);
    }
    Check.require(completed(scraped) == ORDERS.size(), scraped);
    Check.require(
        scraped.contains("temporal_activity_execution_latency_seconds")
            && scraped.contains("activity_type=\"CreateTicket\""),
        scraped);
  }

  private static double completed(String scraped) {
    Matcher matcher = COMPLETED.matcher(scraped);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  private static String scrape(int port) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .timeout(Duration.ofSeconds(20))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    Check.require(response.statusCode() == 200, response.toString());
    return response.body();
  }
}
