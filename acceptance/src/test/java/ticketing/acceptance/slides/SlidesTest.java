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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Tests the source of the deck and the schedules in the instructor's guide. */
@Tag("material")
class SlidesTest {
  private static final Pattern TITLE = Pattern.compile("(?m)^# +\\S");
  private static final Pattern NOTE = Pattern.compile("(?m)^(Say|Ask|Demo|Watch out): \\S");
  private static final Pattern MINUTES = Pattern.compile("Minutes: (.*)");
  private static final Pattern FORMAT_MINUTES = Pattern.compile("(talk|workshop|half-day) (\\d+)");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+):(\\d\\d) \\| (\\d+) \\| (.*?) \\|$");

  /** Matches a row about slides, such as {@code Slides 3–6, 8: two generals}. */
  private static final Pattern SLIDES = Pattern.compile("Slides? ([\\d–, ]+?)(: .*)?");

  private static final List<Slide> DECK = deck();
  private static final String GUIDE = text("INSTRUCTOR.md");

  private record Slide(int number, String text, Map<String, Integer> minutes) {}

  /** A row of a schedule. A row without slides may take any time. */
  private record Row(int start, int minutes, List<Integer> slides) {}

  @Test
  void each_slide_has_a_title_notes_and_minutes() {
    assertThat(DECK)
        .hasSizeGreaterThan(40)
        .allSatisfy(
            slide -> {
              assertThat(slide.text()).containsPattern(TITLE).containsPattern(NOTE);
              assertThat(slide.minutes()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "talk, ## A talk: 30 minutes, 30",
    "workshop, ## A workshop: 90 minutes, 90",
    "half-day, ## A half day: 240 minutes, 240"
  })
  void minutes_add_up_to_the_schedule(String format, String heading, int total) {
    int now = 0;
    List<Integer> shown = new ArrayList<>();
    for (Row row : schedule(heading)) {
      assertThat(row.start()).as("start of %s", row).isEqualTo(now);
      List<Slide> slides =
          row.slides().stream()
              .map(number -> DECK.get(number - 1))
              .filter(slide -> slide.minutes().containsKey(format))
              .toList();
      slides.forEach(slide -> shown.add(slide.number()));
      if (!row.slides().isEmpty()) {
        assertThat(slides.stream().mapToInt(slide -> slide.minutes().get(format)).sum())
            .as("minutes of the slides in %s", row)
            .isEqualTo(row.minutes());
      }
      now += row.minutes();
    }
    assertThat(now).isEqualTo(total);
    assertThat(shown)
        .containsExactlyElementsOf(
            DECK.stream()
                .filter(slide -> slide.minutes().containsKey(format))
                .map(Slide::number)
                .toList());
  }

  private static List<Row> schedule(String heading) {
    assertThat(GUIDE).containsOnlyOnce(heading + "\n");
    String section = GUIDE.substring(GUIDE.indexOf(heading) + heading.length()).split("\n#")[0];
    return ROW.matcher(section)
        .results()
        .map(
            row ->
                new Row(60 * number(row, 1) + number(row, 2), number(row, 3), slides(row.group(4))))
        .toList();
  }

  private static List<Integer> slides(String what) {
    Matcher named = SLIDES.matcher(what);
    if (!named.matches()) {
      return List.of();
    }
    return Arrays.stream(named.group(1).split(", "))
        .map(range -> Arrays.stream(range.split("–")).mapToInt(Integer::parseInt).toArray())
        .flatMapToInt(range -> IntStream.rangeClosed(range[0], range[range.length - 1]))
        .boxed()
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
