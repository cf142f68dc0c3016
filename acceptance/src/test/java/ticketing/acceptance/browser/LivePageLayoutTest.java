package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.acceptance.browser.ShowPage.KEY;
import static ticketing.acceptance.browser.ShowPage.LANES;
import static ticketing.acceptance.browser.ShowPage.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import ticketing.runner.stages.Workshop;

/**
 * Tests that nothing on the live page is cut off, covered, too small, or too low in contrast, at
 * common projector resolutions and zooms, in light and dark mode, and in presentation mode.
 */
class LivePageLayoutTest extends LivePageTestBase {
  /** A window; {@code big} is the presentation mode. */
  private record View(int width, int height, double zoom, boolean dark, boolean big) {}

  private static final List<View> VIEWS =
      List.of(
          new View(1280, 720, 1, false, false),
          new View(1280, 720, 1, true, false),
          new View(1280, 720, 1, false, true),
          new View(1280, 720, 1.5, false, false),
          new View(1280, 720, 2, false, true),
          new View(1920, 1080, 1, true, false),
          new View(1920, 1080, 1, true, true),
          new View(1920, 1080, 2, false, false));

  /**
   * Waits two frames, so that a resize takes effect, and then until all animations shorter than 5 s
   * have finished.
   */
  private static final String ANIMATIONS_FINISHED =
      """
      new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
        Promise.all(document.getAnimations()
          .filter(animation => animation.effect.getComputedTiming().endTime < 5000)
          .map(animation => animation.finished.catch(() => {}))))
      .then(() => true)""";

  private final List<String> problems = new ArrayList<>();

  @Test
  void everything_can_be_read_in_every_scene() throws Exception {
    inspectScene("empty");
    page.failNext("after");
    page.press("o", 1);
    page.awaitEnds(LANES, 1);
    inspectScene("duplicate");
    chrome.click(card("01", 1));
    page.awaitOrderWindow();
    inspectScene("order");
    chrome.press(Keys.ESCAPE);
    List.of("before", "after", "late").forEach(page::failOften);
    page.press("t", 1);
    page.awaitTrue("document.querySelector('[data-order][data-last-call-failed]')");
    inspectScene("busy");
    page.press("f", 1);
    page.click("/worker/kill");
    page.awaitTrue("!document.getElementById('notice-worker').hidden");
    inspectScene("killed");
    page.click("/worker/start");
    page.click("/lanes/key");
    page.press("f", 1);
    page.click("/faults/clear");
    page.press("f", 1);
    page.pace(0);
    page.awaitEnds(LANES, 11);
    page.awaitEnds(List.of(KEY), 11);
    inspectScene("key");
    // These are more orders than a lane runs at a time, so the last one waits.
    page.click("/worker/kill");
    page.place(1000);
    chrome.click("[data-lane=\"04\"] [data-more=\"placed\"]");
    chrome.click("[data-listed=\"1011\"]");
    page.awaitText("#order[open]", "until other orders of its lane");
    inspectScene("waiting");
    chrome.press(Keys.ESCAPE);
    chrome.press(Keys.ESCAPE);
    page.click("/worker/start");
    page.awaitTrue("document.querySelectorAll('.more:not([hidden])').length > 5");
    inspectScene("many");
    page.tour("1.1", "1.2");
    inspectScene("tour");
    assertThat(problems).isEmpty();
  }

  @Test
  void zooming_enlarges_text() {
    String pixels =
        "parseFloat(getComputedStyle(%s.querySelector('.caption')).fontSize)"
                .formatted(ShowPage.lane("01"))
            + " * devicePixelRatio";
    double before = 20;
    for (double zoom : List.of(1.0, 1.25, 1.5, 1.75, 2.0)) {
      chrome.resize(1280, 720, zoom);
      double size = chrome.<Number>eval(pixels).doubleValue();
      assertThat(size).as("pixels of a caption at %s", zoom).isGreaterThan(before);
      before = size + 2;
    }
    chrome.resize(1280, 720);
    page.press("b", 1);
    page.press("o", 1);
    page.awaitEnds(LANES, 1);
    String verdict = "parseFloat(getComputedStyle(%s.querySelector('.verdict')).fontSize)";
    assertThat(chrome.<Number>eval(verdict.formatted(ShowPage.lane("01"))).doubleValue())
        .as("pixels of a verdict in presentation mode")
        .isGreaterThanOrEqualTo(40);
  }

  /** Inspects the page, and saves a screenshot if it has a problem. */
  private void inspectScene(String scene) throws IOException {
    for (View view : VIEWS) {
      chrome.resize(view.width(), view.height(), view.zoom());
      chrome.dark(view.dark());
      chrome.eval("document.body.toggleAttribute('data-big', " + view.big() + ")");
      chrome.eval("dispatchEvent(new Event('resize'))");
      chrome.eval(ANIMATIONS_FINISHED);
      List<String> found = chrome.inspect("inspect-show.js", "inspectShow");
      if (!found.isEmpty()) {
        String name = "%s-%s.png".formatted(scene, view.toString().replaceAll("[^\\w.]+", "-"));
        Path picture = Workshop.here().root().resolve("acceptance/target/live-page").resolve(name);
        chrome.screenshot(picture);
        problems.add(picture + ": " + found);
      }
    }
    chrome.eval("document.body.toggleAttribute('data-big', false)");
    chrome.resize(1280, 720);
    chrome.dark(false);
    chrome.eval(ANIMATIONS_FINISHED);
  }
}
