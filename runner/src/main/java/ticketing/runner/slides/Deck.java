package ticketing.runner.slides;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ticketing.runner.stages.Stage;

/** The deck's source, read. */
public record Deck(List<Slide> slides) {
  /** The folder of the deck, in the workshop's. */
  public static final String FOLDER = "slides";

  /** Its source, in this folder. */
  public static final String SOURCE = "deck.md";

  /**
   * Reads it.
   *
   * @param folder the deck's
   * @throws ticketing.runner.util.UsageException if it names minutes that cannot be read
   */
  public static Deck in(Path folder) {
    return new Deck(DeckParser.slides(Stage.text(folder.resolve(SOURCE))));
  }

  /** The slides that this format shows. */
  public List<Slide> slides(Format format) {
    return slides.stream().filter(slide -> slide.minutes().containsKey(format)).toList();
  }

  /** How long the slides alone are shown. */
  public int minutes(Format format) {
    return slides(format).stream().mapToInt(slide -> slide.minutes().get(format)).sum();
  }

  /** What every slide has to have and one has not, a line each. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (Slide slide : slides) {
      if (slide.title().isEmpty()) {
        gaps.add("Slide " + slide.number() + " has no title.");
      }
      if (slide.notes().isEmpty()) {
        gaps.add("Slide " + slide.number() + " has no notes.");
      }
      if (slide.minutes().isEmpty()) {
        gaps.add("Slide " + slide.number() + " has no line \"Minutes:\", so nobody sees it.");
      }
    }
    return gaps;
  }
}
