package ticketing.runner.run.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricsServerTest {
  @Test
  void counters_can_be_scraped() throws Exception {
    try (MetricsServer server = new MetricsServer(0, "--metrics")) {
      server.scope().tagged(Map.of("kind", "a")).counter("seats").inc(3);
      HttpResponse<String> scraped = scrape(server);
      // The SDK hands its figures on once a second.
      while (!scraped.body().contains("seats_total{kind=\"a\"} 3.0")) {
        TimeUnit.MILLISECONDS.sleep(100);
        scraped = scrape(server);
      }
      assertThat(scraped.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain");
    }
  }

  private static HttpResponse<String> scrape(MetricsServer server) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }
}
