package ticketing.acceptance.browser;

import static ticketing.acceptance.browser.ShowPage.LANES;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.show.ShowProcess;
import ticketing.runner.stages.Workshop;

/** Shares one live page and one browser among the tests of a class. Each test starts a new run. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LivePageTestBase {
  Chrome chrome;
  ShowProcess show;
  ShowPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    chrome = Chrome.start();
    show = new ShowProcess(Workshop.here().root(), folder).start();
    page = ShowPage.open(chrome, show.address());
    page.awaitWorker();
    // Warms up: on a busy machine the first calls can exceed the ticket service client's timeout.
    page.press("o", 1);
    page.awaitEnds(LANES, 1);
  }

  @BeforeEach
  void startOver() {
    page = ShowPage.open(chrome, show.address());
    page.startOver();
  }

  /** Asserts that all requests went to the page's server, and that none was blocked. */
  @AfterEach
  void assertNoBrowserErrors() {
    chrome.assertQuiet(show.address());
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (show != null) {
      show.close();
    }
    if (chrome != null) {
      chrome.close();
    }
  }
}
