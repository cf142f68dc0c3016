package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A connection to a browser: commands with their answers, and events.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class DevTools implements AutoCloseable {
  private static final int ANSWER_WITHIN_SECONDS = 30;

  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final BiConsumer<String, JsonNode> events;
  private final WebSocket socket;

  private DevTools(URI address, BiConsumer<String, JsonNode> events) {
    this.events = events;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Reader()).join();
  }

  /**
   * Connects.
   *
   * @param events is told the name of each event, and what it says
   */
  static DevTools connect(URI address, BiConsumer<String, JsonNode> events) {
    return new DevTools(address, events);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @param session of the page that it is for; empty if it is for the browser
   * @throws IOException if the browser refuses, or does not answer in time
   */
  JsonNode send(String session, String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    int id = lastId.incrementAndGet();
    ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
    message.set("params", json.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      socket.sendText(message.toString(), true).get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
      JsonNode told = answer.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
      if (told.has("error")) {
        throw new IOException(method + ": " + told.path("error").path("message").asText());
      }
      return told.path("result");
    } catch (ExecutionException e) {
      throw new IOException(method + ": the browser is gone", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(method + ": no answer in " + ANSWER_WITHIN_SECONDS + " s", e);
    } finally {
      open.remove(id);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts the parts of a message together, and tells whoever waits for it. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        take(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      onError(from, new IOException("The browser closed the connection"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      open.values().forEach(waiting -> waiting.completeExceptionally(error));
    }

    private void take(String whole) {
      try {
        JsonNode told = json.readTree(whole);
        if (told.has("id")) {
          CompletableFuture<JsonNode> waiting = open.get(told.get("id").asInt());
          if (waiting != null) {
            waiting.complete(told);
          }
        } else {
          events.accept(told.path("method").asText(), told.path("params"));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The browser sent no JSON", e);
      }
    }
  }
}
