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
  private static final int FOOTER = 72;
  private static final int PANEL = 328;
  private static final int EDGE = 24;
  private static final int TEXT = 15;

  /** The picture of all is wide, and so is made small where there is little room. */
  private static final int LARGER_TEXT = 17;

  private static final String HOW_TO_READ = "Time (min:s) runs down, not to scale.";

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
    Svg svg = new Svg(story.telling().fileName().replace(".svg", ""), TEXT);
    Lanes lanes = Lanes.ALONE;
    svg.text("h1", EDGE, 38, story.title());
    svg.textAround("h2", lanes.workflow(), 76, "workflow");
    svg.textAround("h2", lanes.system(), 76, "ticket system");
    svg.textAround("h2", lanes.tickets(), 76, "ledger");
    int bottom = new Timeline(svg, story.events(), lanes, HEADER).draw();
    svg.text(kind(story), EDGE, bottom + 30, story.inTheEnd());
    svg.text("soft", EDGE, bottom + 54, HOW_TO_READ);
    return svg.picture(story.title(), story.description(), Lanes.WIDTH, bottom + FOOTER);
  }

  private static String together(List<Story> stories) {
    Svg svg = new Svg(TOGETHER, LARGER_TEXT);
    int bottom = HEADER;
    for (int i = 0; i < stories.size(); i++) {
      bottom = Math.max(bottom, panel(svg, stories.get(i), PANEL * i));
    }
    for (int i = 0; i < stories.size(); i++) {
      int left = PANEL * i;
      svg.text(kind(stories.get(i)), left + EDGE, bottom + 24, stories.get(i).shortVerdict());
      if (i > 0) {
        svg.line("lane", left + 8, 18, left + 8, bottom + 32);
      }
    }
    svg.text("soft", EDGE, bottom + 54, HOW_TO_READ + " Token and reservation are left out.");
    String description = stories.stream().map(Story::description).collect(Collectors.joining(" "));
    return svg.picture(
        "The strategies side by side", description, PANEL * stories.size() + 8, bottom + FOOTER);
  }

  /** Draws a story beside others. Returns where it ends. */
  private static int panel(Svg svg, Story story, int left) {
    Lanes lanes = Lanes.beside(left);
    svg.text("h2", left + EDGE, 32, story.telling().name());
    svg.text("", left + EDGE, 54, story.telling().headline());
    svg.textAround("soft", lanes.workflow(), 84, "workflow");
    svg.textAround("soft", lanes.system() - 18, 84, "ticket system");
    svg.textAround("soft", lanes.tickets() + 6, 84, "ledger");
    return new Timeline(svg, story.fromTheFirstTicketCall().events(), lanes, HEADER).draw();
  }

  private static String kind(Story story) {
    return story.isRight() ? "green" : "red";
  }
}
