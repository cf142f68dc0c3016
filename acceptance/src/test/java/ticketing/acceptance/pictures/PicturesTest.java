package ticketing.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.acceptance.support.RecordMode;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Tests the pictures in {@code resources/}. With {@code -Drecord}, redraws the timelines. */
@Tag("material")
class PicturesTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static final Path FOLDER = WORKSHOP.root().resolve("resources");

  /** Matches SVG code that would load a resource or run a script. */
  private static final Pattern LOADS =
      Pattern.compile(
          "<(script|image|foreignObject|iframe)\\b|@import|url\\((?!#)|href\\s*=\\s*[\"'](?!#)"
              + "|\\son\\w+\\s*=|\\bdata:");

  @Test
  void timeline_pictures_match_runs_of_the_solutions() throws Exception {
    List<DrawnOrder> orders = DrawnOrder.all(WORKSHOP);

    assertThat(orders)
        .extracting(DrawnOrder::strategy)
        .containsAll(WORKSHOP.stages().stream().map(Stage::name).toList());
    for (Map.Entry<String, String> picture : TimelinePictures.draw(orders).entrySet()) {
      Path file = FOLDER.resolve(picture.getKey() + ".svg");
      if (RecordMode.wants(picture.getKey())) {
        Files.writeString(file, picture.getValue());
      }
      assertThat(file).content().isEqualTo(picture.getValue());
    }
  }

  @Test
  void pictures_are_accessible_and_load_nothing() {
    assertThat(Stage.filesIn(FOLDER))
        .filteredOn(file -> file.toString().endsWith(".svg"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Stage.text(FOLDER.resolve(file)))
                    .containsPattern("<title\\b[^>]*>[^<]+</title>")
                    .containsPattern("<desc\\b[^>]*>[^<]+</desc>")
                    .contains(" viewBox=", "prefers-color-scheme: dark")
                    .doesNotContainPattern(LOADS));
  }

  @Test
  void pictures_of_the_slides_load_nothing() {
    Path folder = WORKSHOP.root().resolve("slides/pictures");

    assertThat(Stage.filesIn(folder))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(Stage.text(folder.resolve(file)))
                    .contains(" viewBox=")
                    .doesNotContainPattern(LOADS));
  }
}
