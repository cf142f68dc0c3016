package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** What the page asked for, from wherever. */
final class Requests implements BiConsumer<String, JsonNode> {
  private final List<String> addresses = new CopyOnWriteArrayList<>();

  @Override
  public void accept(String event, JsonNode told) {
    if (event.equals("Network.requestWillBeSent")) {
      addresses.add(told.path("request").path("url").asText());
    } else if (event.equals("Network.webSocketCreated")) {
      addresses.add(told.path("url").asText());
    }
  }

  List<String> addresses() {
    return List.copyOf(addresses);
  }
}
