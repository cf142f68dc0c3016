package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFilesTest {
  private static final String GOOD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
        <title>A line</title>
        <desc>It goes down.</desc>
        <style>@media (prefers-color-scheme: dark) { path { stroke: #fff; } }</style>
        <path d="M0 0 V9" marker-end="url(#tip)"/>
      </svg>
      """;

  @Test
  void a_good_picture_has_no_fault() {
    assertThat(PictureFiles.fault(GOOD)).isEmpty();
  }

  @Test
  void a_picture_has_to_be_well_formed() {
    assertThat(PictureFiles.fault(GOOD.replace("</svg>", ""))).get().asString().contains("formed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<title>A line</title>", "<desc>It goes down.</desc>"})
  void a_picture_has_to_say_what_it_shows(String words) {
    assertThat(PictureFiles.fault(GOOD.replace(words, ""))).get().asString().contains("needs one");
    assertThat(PictureFiles.fault(GOOD.replaceAll("A line|It goes down.", " "))).isPresent();
  }

  @Test
  void a_picture_has_to_know_the_dark() {
    assertThat(PictureFiles.fault(GOOD.replace("dark", "light"))).get().asString().contains("dark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<image href=\"#a\"/>",
        "<script>1</script>",
        "<style>@import 'a.css';</style>",
        "<path fill=\"url(https://example.org/a.svg#b)\"/>",
        "<use href=\"https://example.org/a.svg\"/>",
        "<path onclick=\"f()\"/>"
      })
  void a_picture_may_load_and_run_nothing(String more) {
    assertThat(PictureFiles.fault(GOOD.replace("</svg>", more + "</svg>")))
        .get()
        .asString()
        .contains("loads or runs");
  }

  @Test
  void the_words_for_marp_are_no_words_for_people() {
    assertThat(PictureFiles.hasWords("h:540 A flow chart")).isTrue();
    assertThat(PictureFiles.hasWords("The loop")).isTrue();
    assertThat(PictureFiles.hasWords("bg right:40% h:540")).isFalse();
    assertThat(PictureFiles.hasWords(" ")).isFalse();
  }
}
