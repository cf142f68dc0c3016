package ticketing.runner.pictures;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ticketing.runner.stages.Workshop;

/**
 * The pictures that are drawn from journals: a timeline for each strategy, and all side by side.
 */
public final class Pictures {
  private static final String FOLDER = "resources";
  private static final String TOGETHER = "timelines";
  private static final int HEADER = 96;
  private static final int FOOTER = 50;
  private static final int PANEL = 326;

  private Pictures() {}

  /** Draws all of them: the text of each, by its file. The same bytes each time. */
  public static Map<Path, String> draw(Workshop workshop) {
    List<Story> stories =
        Telling.all(workshop).stream().map(telling -> Story.of(telling, workshop)).toList();
    Path folder = workshop.root().resolve(FOLDER);
    Map<Path, String> pictures = new LinkedHashMap<>();
    for (Story story : stories) {
      pictures.put(folder.resolve(story.telling().fileName()), alone(story));
    }
    List<Story> stages = stories.stream().filter(story -> !story.telling().isComparison()).toList();
    pictures.put(folder.resolve(TOGETHER + ".svg"), together(stages));
    return pictures;
  }

  private static String alone(Story story) {
    Svg svg = new Svg(story.telling().fileName().replace(".svg", ""));
    Lanes lanes = Lanes.ALONE;
    String title = title(story);
    svg.text("h1", 24, 38, title);
    svg.textAround("h2", lanes.workflow(), 76, "workflow");
    svg.textAround("h2", lanes.system(), 76, "ticket system");
    svg.textAround("h2", lanes.tickets(), 76, "ledger");
    int bottom = new Timeline(svg, story.events(), lanes, HEADER).draw();
    svg.text(story.isRight() ? "green" : "red", 24, bottom + 30, inTheEnd(story));
    svg.textBefore("soft", Lanes.WIDTH - 24, bottom + 30, "time (min:s) runs down, not to scale");
    return svg.picture(title, description(story), Lanes.WIDTH, bottom + FOOTER);
  }

  private static String together(List<Story> stories) {
    Svg svg = new Svg(TOGETHER);
    int bottom = HEADER;
    for (int i = 0; i < stories.size(); i++) {
      Lanes lanes = Lanes.beside(PANEL * i);
      Story story = stories.get(i).fromTheFirstTicketCall();
      svg.text("h2", lanes.time() - 30, 32, story.telling().name());
      svg.text("", lanes.time() - 30, 54, story.telling().headline());
      svg.textAround("soft", lanes.workflow(), 84, "workflow");
      svg.textAround("soft", lanes.system() - 18, 84, "ticket system");
      svg.textAround("soft", lanes.tickets() + 6, 84, "ledger");
      bottom = Math.max(bottom, new Timeline(svg, story.events(), lanes, HEADER).draw());
    }
    for (int i = 0; i < stories.size(); i++) {
      Story story = stories.get(i);
      Lanes lanes = Lanes.beside(PANEL * i);
      if (i > 0) {
        svg.line("lane", PANEL * i + 6, 18, PANEL * i + 6, bottom + 32);
      }
      svg.text(
          story.isRight() ? "green" : "red", lanes.time() - 30, bottom + 24, shortVerdict(story));
    }
    String description =
        stories.stream().map(Pictures::description).collect(Collectors.joining(" "));
    return svg.picture(
        "The strategies side by side", description, PANEL * stories.size() + 8, bottom + FOOTER);
  }

  private static String title(Story story) {
    Telling telling = story.telling();
    String name = telling.isComparison() ? "A key, for comparison" : telling.name();
    return name + ": " + telling.headline();
  }

  private static String shortVerdict(Story story) {
    return story.isRight()
        ? "one ticket, and its number"
        : story.verdict().replaceFirst("the customer was ", "");
  }

  private static String inTheEnd(Story story) {
    return "In the end: " + story.verdict() + ".";
  }

  /** What the picture shows, for whoever cannot see it. */
  private static String description(Story story) {
    return "%s. %s. %s"
        .formatted(
            title(story),
            story.events().stream()
                .map(
                    event ->
                        (event.isEnd() ? "the workflow" : event.call()) + ": " + event.outcome())
                .collect(Collectors.joining("; ")),
            inTheEnd(story));
  }
}
