package ticketing.acceptance.slides;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Tests the source of the deck, and the sheet of each format. */
@Tag("material")
class SlidesTest {
  private static final Pattern TITLE = Pattern.compile("(?m)^# +(\\S.*)");
  private static final Pattern NOTE =
      Pattern.compile("(?m)^\\*\\*(Say|Ask|Demo|Watch out):\\*\\* \\S");
  private static final Pattern MINUTES = Pattern.compile("Minutes: (.*)");
  private static final Pattern FORMAT_MINUTES = Pattern.compile("(talk|workshop|half-day) (\\d+)");

  /** Matches a row of a sheet. Without a slide's number it is an exercise or a break. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+):(\\d\\d) \\| (?:(\\d+) )?([^|]+?) \\|");

  private static final List<Slide> DECK = deck();

  private record Slide(int number, String text, Map<String, Integer> minutes) {
    boolean isIn(String format) {
      return minutes.containsKey(format);
    }

    String title() {
      return TITLE.matcher(text).results().findFirst().orElseThrow().group(1).replace("`", "");
    }
  }

  /**
   * A row of a sheet.
   *
   * @param at the minutes since the beginning
   * @param slide the number of the slide, 0 if there is none
   */
  private record Row(int at, int slide, String what) {}

  @Test
  void each_slide_has_a_title_notes_and_minutes() {
    assertThat(DECK)
        .hasSizeBetween(30, 40)
        .allSatisfy(
            slide -> {
              assertThat(slide.text()).containsPattern(TITLE).containsPattern(NOTE);
              assertThat(slide.minutes()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({"talk, 30, 26", "workshop, 90, 20", "half-day, 240, 20"})
  void a_sheet_has_the_slides_and_minutes_of_its_format(String format, int total, int stretch) {
    List<Row> rows = sheet(format);
    int slidesSince = 0;
    for (int i = 0; i < rows.size() - 1; i++) {
      Row row = rows.get(i);
      int minutes = rows.get(i + 1).at() - row.at();
      assertThat(minutes).as("minutes of %s", row).isPositive();
      if (row.slide() == 0) {
        slidesSince = rows.get(i + 1).at();
      } else {
        Slide slide = DECK.get(row.slide() - 1);
        assertThat(slide.minutes()).as("%s", row).containsEntry(format, minutes);
        assertThat(slide.title()).startsWith(row.what().replace("…", ""));
      }
      assertThat(rows.get(i + 1).at() - slidesSince)
          .as("slides at a stretch")
          .isLessThanOrEqualTo(stretch);
    }
    assertThat(rows.get(rows.size() - 1).at()).isEqualTo(total);
    assertThat(rows.stream().map(Row::slide).filter(slide -> slide > 0))
        .containsExactlyElementsOf(
            DECK.stream().filter(slide -> slide.isIn(format)).map(Slide::number).toList());
  }

  private static List<Row> sheet(String format) {
    return ROW.matcher(text(format + ".md"))
        .results()
        .map(
            row ->
                new Row(
                    60 * number(row, 1) + number(row, 2),
                    row.group(3) == null ? 0 : number(row, 3),
                    row.group(4)))
        .toList();
  }

  private static List<Slide> deck() {
    List<Slide> slides = new ArrayList<>();
    String[] parts = text("deck.md").split("\n---\n");
    // Skips the first part, which is the front matter.
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      Matcher minutes = MINUTES.matcher(part);
      slides.add(
          new Slide(
              slides.size() + 1, part, minutes.find() ? minutes(minutes.group(1)) : Map.of()));
    }
    return slides;
  }

  private static Map<String, Integer> minutes(String line) {
    return Arrays.stream(line.split(", "))
        .map(FORMAT_MINUTES::matcher)
        .peek(entry -> assertThat(entry.matches()).as("\"Minutes: %s\"", line).isTrue())
        .collect(toMap(entry -> entry.group(1), entry -> number(entry, 2)));
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static String text(String file) {
    return Stage.text(Workshop.here().root().resolve("slides").resolve(file));
  }
}
