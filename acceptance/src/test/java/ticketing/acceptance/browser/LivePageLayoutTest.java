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
 * common projector resolutions, in light and dark mode.
 */
class LivePageLayoutTest extends LivePageTestBase {
  private record Size(int width, int height) {}

  private static final List<Size> SIZES = List.of(new Size(1280, 720), new Size(1920, 1080));

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
    page.press("?", 1);
    page.awaitTrue("document.querySelector('#help[open]')");
    inspectScene("help");
    chrome.press(Keys.ESCAPE);
    List.of("before", "after", "late").forEach(page::failOften);
    page.press("t", 1);
    page.awaitTrue("document.querySelector('[data-order][data-last-call-failed]')");
    inspectScene("busy");
    page.click("/worker/kill");
    page.awaitTrue("!document.getElementById('notice-worker').hidden");
    inspectScene("killed");
    page.click("/worker/start");
    page.click("/lanes/key");
    page.click("/faults/clear");
    page.pace(0);
    page.awaitEnds(LANES, 11);
    page.awaitEnds(List.of(KEY), 11);
    inspectScene("key");
    // These are more orders than a lane runs at a time, so the last one waits.
    page.click("/worker/kill");
    page.place(1000);
    page.awaitTrue("document.querySelector('" + card("04", 1011) + "')");
    chrome.click(card("04", 1011));
    page.awaitText("#order[open]", "until other orders of its lane");
    inspectScene("waiting");
    chrome.press(Keys.ESCAPE);
    page.click("/worker/start");
    page.awaitTrue("document.querySelectorAll('.more:not([hidden])').length > 5");
    inspectScene("many");
    assertThat(problems).isEmpty();
  }

  /** Inspects the page, and saves a screenshot if it has a problem. */
  private void inspectScene(String scene) throws IOException {
    for (Size size : SIZES) {
      chrome.resize(size.width(), size.height());
      for (boolean dark : List.of(false, true)) {
        chrome.dark(dark);
        chrome.eval(ANIMATIONS_FINISHED);
        List<String> found = chrome.inspect("inspect-show.js", "inspectShow");
        if (!found.isEmpty()) {
          String name = "%s-%s-%d.png".formatted(scene, dark ? "dark" : "light", size.width());
          Path picture =
              Workshop.here().root().resolve("acceptance/target/live-page").resolve(name);
          chrome.screenshot(picture);
          problems.add(picture + ": " + found);
        }
      }
    }
    chrome.resize(1280, 720);
    chrome.dark(false);
    chrome.eval(ANIMATIONS_FINISHED);
  }
}
