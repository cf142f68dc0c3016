package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.runner.browser.Browser;
import ticketing.runner.browser.Chromium;
import ticketing.runner.stages.Workshop;

/**
 * What an instructor does with the live page, done by a real browser, with mouse and keys. Looks at
 * what is seen, and at the tickets on disk.
 */
final class LivePage {
  /** The lanes that are there from the beginning. */
  static final List<String> LANES = List.of("01", "02", "03", "04");

  /** Those that sell each seat once, whatever goes wrong. */
  static final List<String> EXACT = List.of("03", "04");

  /** The lane that is switched on for comparison. */
  static final String KEY = "key";

  /** All lanes, once it is on. */
  static final List<String> WITH_KEY = List.of("01", "02", "03", "04", KEY);

  /** Begins the names of these checks. */
  static final String NAME = "the live page in a browser: ";

  private LivePage() {}

  /** What happens before everybody's eyes. Returns how many single things it has shown. */
  interface Scene {
    int play(RestartedShow show, Browser browser, ShowOnScreen screen) throws Exception;
  }

  static List<Check> checks(Workshop workshop, Path copy) {
    List<Check> checks = new ArrayList<>(LivePageFaults.checks(workshop));
    checks.add(LivePageWorker.check(workshop));
    checks.addAll(LivePageReaders.checks(workshop));
    checks.add(LivePageRush.check(workshop));
    checks.add(LivePageLooks.check(workshop));
    checks.add(new Check(NAME + "what its policy forbids is noticed", () -> forbidden(workshop)));
    checks.add(LivePageOfMine.check(workshop, copy));
    return checks;
  }

  /** Of a page that nobody has used yet. Nothing may ask another host, and no console be red. */
  static Check check(Workshop workshop, String name, Scene scene) {
    return new Check(
        NAME + name,
        () -> {
          try (RestartedShow show = new RestartedShow(workshop).start();
              Browser browser = browser(workshop)) {
            ShowOnScreen screen = ShowOnScreen.open(browser.page(), show.address());
            screen.awaitWorker();
            int shown = scene.play(show, browser, screen);
            requireQuiet(browser, show.address());
            return shown;
          }
        });
  }

  /** With a page of the size that many projectors have. */
  static Browser browser(Workshop workshop) throws Exception {
    Installed.require(workshop.root(), () -> Chromium.find().isPresent(), "chromium");
    Browser browser = Browser.start();
    browser.page().resize(1280, 720);
    return browser;
  }

  /** Nothing was asked from another host, and nothing stands in red in the console. */
  static void requireQuiet(Browser browser, String address) throws Check.Failed {
    for (String asked : browser.page().requests()) {
      Check.require(
          asked.equals("about:blank") || asked.startsWith(address), "the page asks " + asked);
    }
    Check.require(
        browser.complaints().isEmpty(),
        "the browser's console: " + String.join("\n", browser.complaints()));
  }

  /** Each of these has to stand in the console, or the quiet of the other checks says nothing. */
  private static int forbidden(Workshop workshop) throws Exception {
    List<String> scripts =
        List.of(
            "fetch('https://example.com/').catch(() => 0)",
            "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
            "document.body.setAttribute('style', 'color: red')",
            "setTimeout(() => { throw new Error('a mistake') })");
    try (RestartedShow show = new RestartedShow(workshop).start();
        Browser browser = browser(workshop)) {
      ShowOnScreen screen = ShowOnScreen.open(browser.page(), show.address());
      for (int i = 0; i < scripts.size(); i++) {
        screen.page().run(scripts.get(i) + "; 0");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (browser.complaints().size() <= i) {
          Check.require(System.nanoTime() < deadline, "not noticed: " + scripts.get(i));
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    }
    return scripts.size();
  }
}
