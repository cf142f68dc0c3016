package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** What stands in red in the consoles of the browser's pages: errors, and what a policy forbids. */
final class Complaints implements BiConsumer<String, JsonNode> {
  private static final Set<String> LEVELS = Set.of("error", "warning");

  private final List<String> all = new CopyOnWriteArrayList<>();

  @Override
  public void accept(String event, JsonNode told) {
    switch (event) {
      case "Runtime.exceptionThrown" -> {
        JsonNode details = told.path("exceptionDetails");
        all.add(
            details.path("exception").path("description").asText(details.path("text").asText()));
      }
      case "Runtime.consoleAPICalled" -> {
        if (LEVELS.contains(told.path("type").asText())) {
          all.add(told.path("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        JsonNode entry = told.path("entry");
        if (LEVELS.contains(entry.path("level").asText())) {
          all.add(entry.path("text").asText() + " " + entry.path("url").asText());
        }
      }
      default -> {
        // No complaint.
      }
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
