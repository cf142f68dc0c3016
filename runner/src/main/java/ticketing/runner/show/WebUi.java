package ticketing.runner.show;

import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ticketing.worker.TemporalConnection;

/**
 * Links to Temporal's Web UI.
 *
 * @param address without a slash at its end
 * @param namespace of the workflows
 */
record WebUi(String address, String namespace) {
  private static final String CLOUD = "https://cloud.temporal.io";

  /** A development server's Web UI has its port number plus this. */
  private static final int PORTS_ABOVE = 1000;

  private static final int TIMEOUT_MILLIS = 1_000;

  /** Finds the server's Web UI: Temporal Cloud's, or a development server's, if it answers. */
  static Optional<WebUi> of(TemporalConnection temporal) {
    String namespace = temporal.client().getOptions().getNamespace();
    String server = temporal.address();
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon);
    if (host.endsWith(".tmprl.cloud") || host.endsWith(".api.temporal.io")) {
      return Optional.of(new WebUi(CLOUD, namespace));
    }
    int port = Integer.parseInt(server.substring(colon + 1)) + PORTS_ABOVE;
    String address = "http://" + host + ":" + port;
    return answers(address) ? Optional.of(new WebUi(address, namespace)) : Optional.empty();
  }

  private static boolean answers(String address) {
    try {
      URLConnection page = URI.create(address + "/").toURL().openConnection();
      page.setConnectTimeout(TIMEOUT_MILLIS);
      page.setReadTimeout(TIMEOUT_MILLIS);
      page.getInputStream().close();
      return String.valueOf(page.getContentType()).startsWith("text/html");
    } catch (IOException | IllegalArgumentException e) {
      // Nothing listens there, or something else.
      return false;
    }
  }

  /** Returns the address of a workflow's page. */
  String of(String workflowId) {
    return "%s/namespaces/%s/workflows/%s"
        .formatted(
            address,
            URLEncoder.encode(namespace, StandardCharsets.UTF_8),
            URLEncoder.encode(workflowId, StandardCharsets.UTF_8));
  }
}
