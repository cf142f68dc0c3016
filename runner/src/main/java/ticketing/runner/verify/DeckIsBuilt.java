package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.List;
import ticketing.runner.slides.Built;
import ticketing.runner.slides.Deck;
import ticketing.runner.slides.DeckBuild;
import ticketing.runner.slides.MinutePlan;
import ticketing.runner.slides.Schedule;
import ticketing.runner.stages.Workshop;

/** What can be told of the deck without a browser. */
final class DeckIsBuilt {
  private DeckIsBuilt() {}

  static List<Check> checks(Workshop workshop) {
    Path folder = workshop.root().resolve(Deck.FOLDER);
    return List.of(
        new Check(
            "slides: deck.html and deck.pdf are built from the deck as it is",
            () -> isUpToDate(folder)),
        new Check(
            "slides: each has a title, notes and minutes, and the schedules add up",
            () -> addsUp(folder)));
  }

  private static int isUpToDate(Path folder) throws Check.Failed {
    Built built = new Built(folder);
    List<String> needed = List.of(Deck.SOURCE, DeckBuild.HTML, DeckBuild.PDF);
    Check.require(
        built.files().containsAll(needed), "deck.built does not name " + String.join(", ", needed));
    List<String> changed = built.changed();
    Check.require(
        changed.isEmpty(),
        "Not as when the deck was built: "
            + String.join(", ", changed)
            + ". Run: ./workshop slides");
    return 1;
  }

  private static int addsUp(Path folder) throws Check.Failed {
    List<String> problems = new MinutePlan(Deck.in(folder), Schedule.in(folder)).problems();
    Check.require(problems.isEmpty(), String.join("\n", problems));
    return 1;
  }
}
