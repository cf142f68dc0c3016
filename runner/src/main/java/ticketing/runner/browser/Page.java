package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A page of the browser: opens an address, runs scripts, is clicked, typed into and looked at. */
public final class Page {
  private static final Duration LOADS_WITHIN = Duration.ofSeconds(30);
  private static final int LOOK_EVERY_MILLIS = 20;

  /** The middle of what a selector finds, unless it is not there, covered, or moves. */
  private static final String MIDDLE =
      """
      (async selector => {
        const middle = () => {
          const found = document.querySelector(selector);
          const box = found?.getBoundingClientRect();
          const point = box && [box.x + box.width / 2, box.y + box.height / 2];
          const seen = point && document.elementFromPoint(...point);
          return seen && found.contains(seen) && !found.disabled ? point : null;
        };
        const before = middle();
        await new Promise(done => setTimeout(done, 100));
        const after = middle();
        return before && after && before.join() === after.join() ? after : null;
      })(%s)""";

  private final DevTools devTools;
  private final String target;
  private final String session;
  private final Requests requests;

  private Page(DevTools devTools, String target, String session, Requests requests) {
    this.devTools = devTools;
    this.target = target;
    this.session = session;
    this.requests = requests;
  }

  static Page of(DevTools devTools, String target, String session, Requests requests)
      throws IOException, InterruptedException {
    Page page = new Page(devTools, target, session, requests);
    for (String events : List.of("Page", "Network", "Runtime", "Log")) {
      page.send(events + ".enable", Map.of());
    }
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
    await(script, LOADS_WITHIN);
  }

  /** The same, for as long as it may take. */
  public void await(String script, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!run(script).asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Not so after " + limit.toSeconds() + " s: " + script);
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

  /**
   * Clicks what this selector finds, in its middle, with the mouse. It has to be seen there, as
   * somebody with a mouse would see it, and not to move: waits until it is so.
   *
   * @throws IOException if it does not come to that
   */
  public void click(String selector) throws IOException, InterruptedException {
    JsonNode middle = middle(selector);
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.get(0).asDouble(),
              "y",
              middle.get(1).asDouble(),
              "button",
              type.equals("mouseMoved") ? "none" : "left",
              "clickCount",
              type.equals("mouseMoved") ? 0 : 1));
    }
  }

  private JsonNode middle(String selector) throws IOException, InterruptedException {
    String script = MIDDLE.formatted(TextNode.valueOf(selector));
    long deadline = System.nanoTime() + LOADS_WITHIN.toNanos();
    JsonNode middle = run(script);
    while (middle.isNull()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("It cannot be clicked: " + selector);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      middle = run(script);
    }
    return middle;
  }

  /** Presses a key: a character, or one with a name such as Tab, Enter, Escape or ArrowUp. */
  public void press(String key) throws IOException, InterruptedException {
    send("Input.dispatchKeyEvent", Keyboard.down(key));
    send("Input.dispatchKeyEvent", Keyboard.up(key));
  }

  /** The bytes that its scripts hold on to, once what they do not is thrown away. */
  public long heapBytes() throws IOException, InterruptedException {
    send("HeapProfiler.collectGarbage", Map.of());
    return send("Runtime.getHeapUsage", Map.of()).path("usedSize").asLong();
  }

  /** The nodes of all its documents, with those that are not shown any more and yet kept. */
  public int nodes() throws IOException, InterruptedException {
    return send("Memory.getDOMCounters", Map.of()).path("nodes").asInt();
  }

  /** Closes it, as its tab is closed. */
  public void close() throws IOException, InterruptedException {
    devTools.send("", "Target.closeTarget", Map.of("targetId", target));
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
