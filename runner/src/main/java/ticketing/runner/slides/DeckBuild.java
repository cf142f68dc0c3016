package ticketing.runner.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.SafeFile;
import ticketing.testkit.TemporaryFolder;

/** Builds the deck: one HTML file that needs no network, and a PDF. */
public final class DeckBuild {
  /** The deck for a browser. */
  public static final String HTML = "deck.html";

  /** The deck for a printer. */
  public static final String PDF = "deck.pdf";

  private static final List<String> INPUTS =
      List.of(Deck.SOURCE, "theme.css", OneFile.SCRIPT, "package-lock.json");

  private final Path folder;

  /** Of the deck in this folder. */
  public DeckBuild(Path folder) {
    this.folder = folder;
  }

  /**
   * Builds both, and notes what they were built from. A deck that is up to date stays: a PDF holds
   * the time at which it was made, and so is another each time.
   *
   * @return the files that were written; none if the deck is up to date
   * @throws ticketing.runner.util.UsageException if a program is missing, or the deck is wrong
   */
  public List<Path> run() throws IOException, InterruptedException {
    Path made = TemporaryFolder.create("workshop-slides");
    Set<Path> pictures = into(made);
    Built built = new Built(folder);
    if (built.isThere()
        && built.changed().isEmpty()
        && Stage.sameText(made.resolve(HTML), folder.resolve(HTML))) {
      return List.of();
    }
    SafeFile.copy(made.resolve(HTML), folder.resolve(HTML));
    SafeFile.copy(made.resolve(PDF), folder.resolve(PDF));
    List<Path> files = new ArrayList<>(pictures);
    INPUTS.stream().map(folder::resolve).filter(Files::exists).forEach(files::add);
    files.add(folder.resolve(HTML));
    files.add(folder.resolve(PDF));
    built.write(files);
    return List.of(folder.resolve(HTML), folder.resolve(PDF), folder.resolve(Built.FILE));
  }

  /**
   * Builds both into another folder.
   *
   * @return the pictures that the deck shows
   */
  public Set<Path> into(Path made) throws IOException, InterruptedException {
    Deck deck = Deck.in(folder);
    Marp marp = Marp.in(folder);
    marp.html(made.resolve(HTML));
    marp.pdf(made.resolve(PDF));
    OneFile one = new OneFile(folder);
    String html = Stage.text(made.resolve(HTML));
    SafeFile.write(made.resolve(HTML), one.of(html, deck));
    return one.pictures(html);
  }
}
