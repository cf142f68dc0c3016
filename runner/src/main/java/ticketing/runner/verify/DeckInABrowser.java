package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.browser.Browser;
import ticketing.runner.browser.Chromium;
import ticketing.runner.browser.Page;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.slides.Deck;
import ticketing.runner.slides.DeckBuild;
import ticketing.runner.slides.Format;
import ticketing.runner.slides.Slide;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** The deck as a room sees it, in a real browser that reaches no other computer. */
final class DeckInABrowser {
  private static final String SHOWN = "[...document.querySelectorAll('svg[data-marpit-svg]')]";
  private static final String NUMBERS =
      SHOWN + ".map(slide => Number(slide.querySelector('section[id]').id))";

  private final Deck deck;
  private final Path html;
  private final String inspection;
  private final List<String> problems = new ArrayList<>();

  private DeckInABrowser(Workshop workshop) {
    Path folder = workshop.root().resolve(Deck.FOLDER);
    this.deck = Deck.in(folder);
    this.inspection = inspection(workshop, "inspect-slide.js");
    // Alone in a folder it finds no picture that is not in it.
    this.html = TemporaryFolder.create("workshop-deck").resolve(DeckBuild.HTML);
    PristineCopy.write(html, Stage.text(folder.resolve(DeckBuild.HTML)));
  }

  static List<Check> checks(Workshop workshop) {
    return List.of(
        inABrowser(workshop, "slides: all can be seen whole, at 1280 x 720", 1280, 720, false),
        inABrowser(
            workshop, "slides: all can be seen whole, at 1920 x 1080, dark", 1920, 1080, true),
        inABrowser(workshop),
        new Check("slides: a spoilt one is noticed", () -> spoilt(workshop)),
        new Check("slides: built anew, the deck is the same", () -> builtAnew(workshop)));
  }

  private static Check inABrowser(
      Workshop workshop, String name, int width, int height, boolean dark) {
    return new Check(
        name,
        () -> {
          DeckInABrowser deck = new DeckInABrowser(workshop);
          try (Browser browser = browser(workshop)) {
            browser.page().resize(width, height);
            browser.page().dark(dark);
            deck.lookAtEach(browser.page());
            deck.requireAlone(browser.page());
          }
          return deck.result();
        });
  }

  private static Check inABrowser(Workshop workshop) {
    return new Check(
        "slides: the address chooses the format",
        () -> {
          DeckInABrowser deck = new DeckInABrowser(workshop);
          try (Browser browser = browser(workshop)) {
            for (Format format : Format.values()) {
              deck.lookAt(browser.page(), format);
              deck.lookAtTheSpeakersView(browser.page(), format);
            }
          }
          return deck.result();
        });
  }

  private static int spoilt(Workshop workshop) throws Exception {
    DeckInABrowser deck = new DeckInABrowser(workshop);
    try (Browser browser = browser(workshop)) {
      Page page = browser.page();
      page.resize(1280, 720);
      page.run("fetch('https://example.com/').catch(() => 'no network')");
      deck.requireAlone(page);
      Check.require(deck.problems.size() == 1, "a request to another site is not noticed");
      return SpoiltSlides.requireNoticed(
          page,
          deck.inspection,
          () -> {
            page.open(deck.html.toUri().toString());
            goTo(page, 1);
          });
    }
  }

  /** A script that inspects what is shown, with what it needs. */
  static String inspection(Workshop workshop, String name) {
    Path scripts = workshop.root().resolve("runner/src/test/browser");
    return Stage.text(scripts.resolve("contrast.js")) + Stage.text(scripts.resolve(name));
  }

  private static Browser browser(Workshop workshop) throws Exception {
    Installed.require(workshop.root(), () -> Chromium.find().isPresent(), "chromium");
    return Browser.start();
  }

  private int result() throws Check.Failed {
    Check.require(problems.isEmpty(), String.join("\n", problems));
    return deck.slides().size();
  }

  private void lookAtEach(Page page) throws Exception {
    page.open(html.toUri().toString());
    require(
        page.run(SHOWN + ".length").asInt() == deck.slides().size(), "not all slides are shown");
    for (Slide slide : deck.slides()) {
      goTo(page, slide.number() - 1);
      for (JsonNode problem : page.run(inspection)) {
        problems.add("Slide " + slide.number() + ": " + problem.asText());
      }
      String notes = notes(page, slide.number() - 1);
      require(!notes.isEmpty(), "Slide " + slide.number() + ": the speaker has no notes");
    }
  }

  /** Only what this format shows is there, and each slide has its own notes. */
  private void lookAt(Page page, Format format) throws Exception {
    page.open(html.toUri() + "?" + format);
    List<Slide> wanted = deck.slides(format);
    List<Integer> shown = new ArrayList<>();
    page.run(NUMBERS).forEach(number -> shown.add(number.asInt()));
    require(
        shown.equals(wanted.stream().map(Slide::number).toList()),
        "?" + format + " shows the slides " + shown);
    for (int place = 0; place < wanted.size(); place++) {
      String notes = notes(page, place);
      String first = wanted.get(place).notes().lines().findFirst().orElse("");
      require(
          letters(notes).contains(letters(first)),
          "?" + format + ": slide " + wanted.get(place).number() + " has the notes of another");
    }
  }

  /** The speaker's view has a frame with the next slide; that is of the same format. */
  private void lookAtTheSpeakersView(Page page, Format format) throws Exception {
    page.open(html.toUri() + "?" + format + "&view=presenter");
    page.await("document.querySelector('iframe') !== null");
    String next = page.run("document.querySelector('iframe').src").asText();
    require(
        next.endsWith("?" + format + "&view=next"),
        "the speaker of the " + format + " sees next " + next);
  }

  private static void goTo(Page page, int place) throws Exception {
    page.run("location.hash = '" + (place + 1) + "'");
    page.await(SHOWN + "[" + place + "].classList.contains('bespoke-marp-active')");
    // Pictures are decoded, and code is made to fit, before anything is measured.
    page.run(
        "Promise.all([...document.images].map(image => image.decode().catch(() => {}))).then(() =>"
            + " new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))");
  }

  private static String notes(Page page, int place) throws Exception {
    return page.run(
            "document.querySelector('.bespoke-marp-note[data-index=\"%d\"]')?.textContent ?? ''"
                .formatted(place))
        .asText()
        .strip();
  }

  /** Marp takes quotation marks and the like for typography. */
  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private void requireAlone(Page page) {
    for (String address : page.requests()) {
      require(
          address.equals("about:blank")
              || address.startsWith("data:")
              || address.startsWith(html.toUri().toString()),
          "the deck loads " + address);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }

  private static int builtAnew(Workshop workshop) throws Exception {
    Path root = workshop.root();
    Installed.require(root, () -> Chromium.find().isPresent(), "chromium");
    Installed.require(root, () -> areThere("node", "npm"), "nodejs", "npm");
    Installed.require(root, () -> areThere("pdftotext"), "poppler-utils");
    Path folder = root.resolve(Deck.FOLDER);
    Path made = TemporaryFolder.create("workshop-slides");
    new DeckBuild(folder).into(made);
    Check.require(
        Stage.sameText(folder.resolve(DeckBuild.HTML), made.resolve(DeckBuild.HTML)),
        "deck.html is another. Run: ./workshop slides");
    Check.require(
        Files.mismatch(text(folder.resolve(DeckBuild.PDF)), text(made.resolve(DeckBuild.PDF))) < 0,
        "deck.pdf has another text, or other pages. Run: ./workshop slides");
    return 1;
  }

  private static boolean areThere(String... programs) {
    return Stream.of(programs).allMatch(program -> Program.onPath(program).isPresent());
  }

  /** The words of a PDF in a file, a form feed after each page. Dates and fonts are not in it. */
  private static Path text(Path pdf) throws Exception {
    Path text = TemporaryFolder.create("workshop-pdf").resolve("deck.txt");
    Shell.Output output =
        Shell.run(
            text.getParent(),
            Map.of(),
            java.time.Duration.ofMinutes(1),
            List.of("pdftotext", pdf.toAbsolutePath().toString(), text.toString()));
    Check.require(output.exitCode() == 0, "pdftotext " + pdf + ": " + output.text());
    return text;
  }
}
