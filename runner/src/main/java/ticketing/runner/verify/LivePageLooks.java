package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ticketing.runner.browser.Page;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * What the live page looks like while an instructor shows it: in each scene, at the sizes of usual
 * projectors, light and dark, nothing is cut off, covered, too small or too pale. A picture of each
 * is kept where something is.
 */
final class LivePageLooks {
  private final String inspection;
  private final ShowOnScreen screen;
  private final Path pictures = TemporaryFolder.create("workshop-live-page");
  private final List<String> problems = new ArrayList<>();
  private int looks;

  private LivePageLooks(Workshop workshop, ShowOnScreen screen) {
    this.inspection = DeckInABrowser.inspection(workshop, "inspect-show.js");
    this.screen = screen;
  }

  /** How large the page is, in CSS pixels. */
  private record Size(int width, int height) {}

  private static final List<Size> SIZES = List.of(new Size(1280, 720), new Size(1920, 1080));

  static Check check(Workshop workshop) {
    return LivePage.check(
        workshop,
        "everything can be read, at 1280 x 720 and 1920 x 1080, light and dark",
        (show, browser, screen) -> new LivePageLooks(workshop, screen).lookAtAll(show));
  }

  /** What sees nothing would let everything pass: each of these has to be noticed. */
  private static final Map<String, String> SPOILT =
      Map.of(
          "h1.style.color = 'silver'", "has a contrast of",
          "h1.style.fontSize = '9px'", "is 9.0 px high",
          "h1.style.cssText = 'width: 90px; overflow: hidden'", "is cut off",
          "h1.style.cssText = 'position: fixed; left: -50px'", "goes beyond the window",
          "h1.style.cssText = 'position: fixed; left: 900px; top: 60px'", "lies on",
          "document.body.style.minWidth = '1500px'", "larger than the window");

  private int lookAtAll(RestartedShow show) throws Exception {
    requireSpoiltIsNoticed(show.address());
    lookAt("nothing");
    screen.nextCall("after");
    screen.press("o", 1);
    for (String lane : LivePage.LANES) {
      screen.awaitEnds(lane, 1);
    }
    lookAt("duplicate");
    screen.page().click(ShowOnScreen.card("01", 1));
    screen.await("document.querySelector('#order[open] .history li') !== null");
    lookAt("order");
    screen.page().press("Escape");
    screen.press("?", 1);
    screen.await("document.querySelector('#help[open]') !== null");
    lookAt("help");
    screen.page().press("Escape");
    for (String fault : List.of("before", "after", "late")) {
      screen.likelihood(fault, 30);
    }
    screen.press("t", 2);
    screen.await("document.querySelector('[data-order][data-trouble]') !== null");
    lookAt("busy");
    screen.act("kill");
    screen.await("!document.getElementById('notice-worker').hidden");
    lookAt("killed");
    screen.act("start");
    screen.act("key-lane");
    screen.act("clear-faults");
    screen.pace(0);
    for (String lane : LivePage.WITH_KEY) {
      screen.awaitEnds(lane, 21);
    }
    lookAt("key");
    screen.page().click("[data-action=\"place\"][data-count=\"1000\"]");
    screen.await("document.querySelectorAll('.more:not([hidden])').length >= 5");
    lookAt("many");
    screen.page().click(ShowOnScreen.card("04", 1021));
    screen.await(
        "document.querySelector('#order[open]').textContent.includes('until others of its lane')");
    lookAt("waiting");
    return result();
  }

  private void requireSpoiltIsNoticed(String address) throws Exception {
    for (Map.Entry<String, String> spoilt : SPOILT.entrySet()) {
      screen.page().run("{ const h1 = document.querySelector('h1'); " + spoilt.getKey() + "; }");
      JsonNode found = screen.page().run(inspection);
      Check.require(
          found.toString().contains(spoilt.getValue()),
          "not noticed: " + spoilt.getKey() + ", but " + found);
      ShowOnScreen.open(screen.page(), address);
      screen.awaitWorker();
    }
  }

  private void lookAt(String scene) throws Exception {
    Page page = screen.page();
    for (Size size : SIZES) {
      page.resize(size.width(), size.height());
      for (boolean dark : List.of(false, true)) {
        page.dark(dark);
        rest();
        String name = "%s-%s-%d".formatted(scene, dark ? "dark" : "light", size.width());
        page.screenshot(pictures.resolve(name + ".png"));
        for (JsonNode problem : page.run(inspection)) {
          problems.add(name + ": " + problem.asText());
        }
        looks++;
      }
    }
    page.resize(1280, 720);
    page.dark(false);
    rest();
  }

  /** What moves comes to rest, but for what glows for ever. */
  private void rest() throws Exception {
    screen.page().run("new Promise(done => setTimeout(done, 500))");
  }

  private int result() throws Exception {
    if (problems.isEmpty()) {
      return looks;
    }
    // Not gone when this process ends.
    Path kept = Files.createTempDirectory("live-page");
    for (Path picture : Stage.filesIn(pictures)) {
      Files.copy(pictures.resolve(picture), kept.resolve(picture));
    }
    throw new Check.Failed(
        String.join("\n", problems)
            + "\nPictures of it are in "
            + kept
            + ", until you delete them.");
  }
}
