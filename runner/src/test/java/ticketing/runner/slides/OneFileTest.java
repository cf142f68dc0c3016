package ticketing.runner.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

class OneFileTest {
  private static final Deck DECK =
      new Deck(
          List.of(
              new Slide(1, "One", "", Map.of(Format.TALK, 1)),
              new Slide(2, "Two", "", Map.of(Format.TALK, 1, Format.HALF_DAY, 1))));

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(root.resolve("slides"));
    Files.createDirectories(root.resolve("resources"));
    Files.writeString(folder.resolve("formats.js"), "const formats = {};\n");
    Files.writeString(root.resolve("resources/a.svg"), "<svg>(prefers-color-scheme: dark)</svg>");
  }

  @Test
  void a_picture_is_put_in_and_is_for_white_slides() {
    String picture =
        Base64.getEncoder().encodeToString("<svg>not all</svg>".getBytes(StandardCharsets.UTF_8));
    assertThat(new OneFile(folder).of(html("<img alt=\"a\" src=\"../resources/a.svg\" />"), DECK))
        .contains("<img alt=\"a\" src=\"data:image/svg+xml;base64," + picture + "\" />");
    assertThat(
            new OneFile(folder)
                .of(html("<p style=\"background:url(&quot;../resources/a.svg&quot;)\">"), DECK))
        .contains("url(&quot;data:image/svg+xml;base64," + picture + "&quot;)");
  }

  @Test
  void the_pictures_are_told_once_each() {
    String html = html("<img src=\"../resources/a.svg\"><img src=\"../resources/a.svg\">");
    assertThat(new OneFile(folder).pictures(html)).containsExactly(root.resolve("resources/a.svg"));
  }

  @Test
  void the_formats_are_put_before_the_script_of_marp() {
    assertThat(new OneFile(folder).of(html(""), DECK))
        .endsWith(
            "<script>\nconst formats = {\"talk\": [1, 2], \"workshop\": [], \"half-day\": [2]};\n"
                + "</script><script>marp()</script></body>");
  }

  @Test
  void a_picture_that_is_not_there_is_told() {
    assertThatThrownBy(
            () -> new OneFile(folder).of(html("<img src=\"../resources/none.svg\">"), DECK))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.svg");
  }

  @Test
  void what_comes_from_another_site_is_refused() {
    for (String other :
        List.of(
            "<img src=\"https://example.com/a.png\">",
            "<style>@import url(https://example.com/a.css);</style>",
            "<link rel=\"stylesheet\" href=\"https://example.com/a.css\">",
            "<p style=\"background:url(&quot;https://example.com/a.png&quot;)\">")) {
      assertThatThrownBy(() -> new OneFile(folder).of(html(other), DECK))
          .as(other)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("https://example.com/a");
    }
    assertThat(new OneFile(folder).of(html("<a href=\"https://example.com/a\">a</a>"), DECK))
        .contains("https://example.com/a");
  }

  private static String html(String slide) {
    return "<body>" + slide + "<script>marp()</script></body>";
  }
}
