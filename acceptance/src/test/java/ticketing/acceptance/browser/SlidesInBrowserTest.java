package ticketing.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.stages.Workshop;

/** Checks the layout of the deck in a browser. */
@Tag("browser")
class SlidesInBrowserTest {
  private static final String SHOWN = "[...document.querySelectorAll('svg[data-marpit-svg]')]";
  private static final String NUMBERS =
      SHOWN + ".map(slide => Number(slide.querySelector('section[id]').id))";
  private static final String NOTES =
      SHOWN
          + ".map((_, index) => document"
          + ".querySelector(`.bespoke-marp-note[data-index=\"${index}\"]`)?.textContent ?? '')";

  /**
   * Resolves when pictures are decoded and Marp has scaled the code, so that slides can be
   * measured.
   */
  private static final String DRAWN =
      "Promise.all([...document.images].map(image => image.decode().catch(() => {}))).then(() =>"
          + " new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))";

  @TempDir private static Path folder;
  private static String deck;
  private static Chrome chrome;

  @BeforeAll
  static void start() throws IOException {
    // In an otherwise empty folder, a picture that is not embedded cannot load.
    Path file = folder.resolve("deck.html");
    Files.copy(Workshop.here().root().resolve("slides/deck.html"), file);
    deck = file.toUri().toString();
    chrome = Chrome.start();
  }

  @AfterEach
  void assertNoBrowserErrors() {
    chrome.assertQuiet(deck);
  }

  @AfterAll
  static void stop() {
    if (chrome != null) {
      chrome.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 720, false", "1920, 1080, true"})
  void each_slide_fits_and_can_be_read(int width, int height, boolean dark) {
    chrome.resize(width, height);
    chrome.dark(dark);
    chrome.open(deck);
    long slides = chrome.eval(SHOWN + ".length");
    assertThat(slides).isGreaterThanOrEqualTo(40);
    List<String> problems = new ArrayList<>();
    for (int number = 1; number <= slides; number++) {
      chrome.eval("location.hash = '" + number + "'");
      chrome.awaitTrue(SHOWN + "[" + (number - 1) + "].matches('.bespoke-marp-active')");
      chrome.eval(DRAWN);
      for (String problem : chrome.inspect("inspect-slide.js", "inspectSlide")) {
        problems.add("Slide " + number + ": " + problem);
      }
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"talk", "workshop", "half-day"})
  void the_url_selects_the_format(String format) {
    chrome.open(deck);
    List<String> notes = chrome.eval(NOTES);
    Pattern minutes = Pattern.compile("Minutes:.*\\b" + format + " \\d.*");
    List<Long> numbers = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      if (minutes.matcher(notes.get(i)).lookingAt()) {
        numbers.add(i + 1L);
        wanted.add(notes.get(i));
      }
    }
    chrome.open(deck + "?" + format);
    assertThat(chrome.<List<Long>>eval(NUMBERS)).isNotEmpty().isEqualTo(numbers);
    assertThat(chrome.<List<String>>eval(NOTES)).isEqualTo(wanted);
  }

  @Test
  void the_presenter_sees_the_next_slide_of_the_format() {
    chrome.open(deck + "?talk&view=presenter");
    chrome.awaitTrue("document.querySelector('iframe')?.src.endsWith('?talk&view=next')");
  }
}
