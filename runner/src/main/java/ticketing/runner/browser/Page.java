package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A page of the browser: opens an address, runs scripts, is looked at. */
public final class Page {
  private static final int LOADS_WITHIN_SECONDS = 30;
  private static final int LOOK_EVERY_MILLIS = 20;

  private final DevTools devTools;
  private final String session;
  private final Requests requests;

  private Page(DevTools devTools, String session, Requests requests) {
    this.devTools = devTools;
    this.session = session;
    this.requests = requests;
  }

  static Page of(DevTools devTools, String session, Requests requests)
      throws IOException, InterruptedException {
    Page page = new Page(devTools, session, requests);
    page.send("Page.enable", Map.of());
    page.send("Network.enable", Map.of());
    return page;
  }

  /** From now on the page has this size, in CSS pixels. */
  public void resize(int width, int height) throws IOException, InterruptedException {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** From now on the page is told that the computer is set to dark, or to light. */
  public void dark(boolean dark) throws IOException, InterruptedException {
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /**
   * Opens an address and waits until it has loaded.
   *
   * @throws IOException if that cannot be done
   */
  public void open(String address) throws IOException, InterruptedException {
    // Another part of the same page would not be loaded anew.
    send("Page.navigate", Map.of("url", "about:blank"));
    JsonNode answer = send("Page.navigate", Map.of("url", address));
    if (answer.has("errorText")) {
      throw new IOException(address + ": " + answer.path("errorText").asText());
    }
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /**
   * Waits until this script's value is true.
   *
   * @throws IOException if it does not become so in time
   */
  public void await(String script) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOADS_WITHIN_SECONDS);
    while (!run(script).asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Not so after " + LOADS_WITHIN_SECONDS + " s: " + script);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /**
   * Runs a script in the page.
   *
   * @return the value of its last expression, or what its promise comes to
   * @throws IOException if it fails
   */
  public JsonNode run(String script) throws IOException, InterruptedException {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      JsonNode details = answer.get("exceptionDetails");
      throw new IOException(
          details.path("exception").path("description").asText(details.path("text").asText()));
    }
    return answer.path("result").path("value");
  }

  /** Writes what is seen into a file, as PNG. */
  public void screenshot(Path file) throws IOException, InterruptedException {
    JsonNode answer = send("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** The addresses of all that was loaded, or asked for in vain, since the browser started. */
  public List<String> requests() {
    return requests.addresses();
  }

  private JsonNode send(String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    return devTools.send(session, method, parameters);
  }
}
