package ticketing.runner.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import ticketing.runner.documents.Recording.MaskedScreen;
import ticketing.runner.stages.Workshop;

/** All excerpts of the documents, and which recording each is from. */
public final class Excerpts {
  private final List<Recording> recordings;
  private final List<Excerpt> excerpts;

  /** By the recording's name. */
  private final Map<String, List<Excerpt>> from = new TreeMap<>();

  private final List<String> lost = new ArrayList<>();

  private Excerpts(Workshop workshop) {
    recordings = Recording.all(workshop);
    recordings.forEach(recording -> from.put(recording.name(), new ArrayList<>()));
    excerpts = Markdown.fences(workshop, Fence.Shows.EXCERPT).stream().map(Excerpt::new).toList();
    Map<Recording, MaskedScreen> outputs = screens(false);
    Map<Recording, MaskedScreen> withCommands = screens(true);
    excerpts.forEach(excerpt -> assign(excerpt, excerpt.hasCommands() ? withCommands : outputs));
  }

  private Map<Recording, MaskedScreen> screens(boolean commands) {
    return recordings.stream()
        .collect(Collectors.toMap(Function.identity(), recording -> recording.masked(commands)));
  }

  /** Those of the workshop. */
  public static Excerpts of(Workshop workshop) {
    return new Excerpts(workshop);
  }

  private void assign(Excerpt excerpt, Map<Recording, MaskedScreen> screens) {
    int lines = excerpt.fence().lines().size();
    Recording nearest = null;
    int most = -1;
    for (Recording recording : recordings) {
      int found = excerpt.found(screens.get(recording), Excerpt.How.TO_THE_LETTER);
      if (found == lines) {
        from.get(recording.name()).add(excerpt);
      }
      if (found > most) {
        most = found;
        nearest = recording;
      }
    }
    if (most == lines) {
      return;
    }
    lost.add(
        nearest == null
            ? excerpt.fence().place() + ": there are no recordings"
            : "%s: no recording has this. The nearest is %s, up to the line%n  %s"
                .formatted(
                    excerpt.fence().place(),
                    nearest.name(),
                    excerpt.fence().lines().get(most).strip()));
  }

  /** How many there are. */
  public int count() {
    return excerpts.size();
  }

  /**
   * What is from no recording, with the recording that comes nearest and the line that it lacks;
   * and the recordings that nothing is from.
   */
  public List<String> lost() {
    List<String> all = new ArrayList<>(lost);
    if (!lost.isEmpty()) {
      all.add(
          "Paste what a recording has, with … where something is left out. For a new one, write its"
              + " commands into runner/src/test/recordings/NAME.txt, each after \"$ \", and run:"
              + " ./workshop record --only NAME");
    }
    from.forEach(
        (name, shown) -> {
          if (shown.isEmpty()) {
            all.add("recordings/" + name + ".txt is shown nowhere. Show some of it, or delete it");
          }
        });
    return all;
  }

  /** The recordings. */
  public List<Recording> recordings() {
    return recordings;
  }

  /** What the documents show of a recording and a new run of it has not, a line each. */
  public List<String> missingIn(Recording again) {
    List<String> missing = new ArrayList<>();
    for (Excerpt excerpt : from.get(again.name())) {
      int found = excerpt.found(again, Excerpt.How.LINE_BY_LINE);
      if (found < excerpt.fence().lines().size()) {
        missing.add(
            "%s shows a line that a new run has not:%n  %s"
                .formatted(excerpt.fence().place(), excerpt.fence().lines().get(found).strip()));
      }
    }
    return missing;
  }
}
