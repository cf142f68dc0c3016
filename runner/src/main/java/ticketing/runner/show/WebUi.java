package ticketing.runner.show;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Temporal's Web UI, where there is one.
 *
 * @param address without a slash at its end
 * @param namespace of the workflows
 */
record WebUi(String address, String namespace) {
  private static final String CLOUD = "https://cloud.temporal.io";

  /** As Temporal's CLI has it. */
  private static final int ABOVE = 1000;

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(1);

  /**
   * That of a server: Temporal Cloud's; or the one of a development server, which is 1000 ports
   * above it. Asks whether it is there.
   *
   * @param server host and port
   */
  static Optional<WebUi> of(String server, String namespace) throws InterruptedException {
    String host = server.substring(0, server.lastIndexOf(':'));
    if (host.endsWith(".tmprl.cloud") || host.endsWith(".api.temporal.io")) {
      return Optional.of(new WebUi(CLOUD, namespace));
    }
    int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)) + ABOVE;
    String address = "http://" + host + ":" + port;
    return isThere(address) ? Optional.of(new WebUi(address, namespace)) : Optional.empty();
  }

  private static boolean isThere(String address) throws InterruptedException {
    try {
      HttpResponse<String> page =
          HttpClient.newBuilder()
              .connectTimeout(ANSWERS_WITHIN)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(address + "/"))
                      .timeout(ANSWERS_WITHIN)
                      .GET()
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return page.statusCode() == 200 && page.body().contains("<html");
    } catch (IOException | IllegalArgumentException e) {
      // Nothing listens there, or something else: there is no Web UI to link to.
      return false;
    }
  }

  /** Where it shows a workflow. */
  String of(String workflowId) {
    return "%s/namespaces/%s/workflows/%s"
        .formatted(
            address,
            URLEncoder.encode(namespace, StandardCharsets.UTF_8),
            URLEncoder.encode(workflowId, StandardCharsets.UTF_8));
  }
}
