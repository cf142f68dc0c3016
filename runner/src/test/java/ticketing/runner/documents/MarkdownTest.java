package ticketing.runner.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.Workshop;

class MarkdownTest {
  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void layOut() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
    workshop.write(
        "solutions/01-first/src/main/java/A.java",
        "class A {\n  int one;\n  int two;\n  int three;\n}\n");
    workshop.write("ticket-system/B.java", "class B {\n  int one;\n  int other;\n}\n");
  }

  @AfterEach
  void forget() {
    workshop.close();
  }

  private List<String> broken(String markdown) throws Exception {
    workshop.write("README.md", markdown);
    List<String> broken = new ArrayList<>();
    Links.follow(Workshop.here(), broken);
    return broken;
  }

  private List<String> lost(String language, String code) throws Exception {
    workshop.write("README.md", "# Code\n\n```" + language + "\n" + code + "\n```\n");
    List<String> lost = new ArrayList<>();
    assertThat(Snippets.find(Workshop.here(), lost)).isEqualTo(1);
    return lost;
  }

  @Test
  void links_to_what_is_there_are_right() throws Exception {
    workshop.write(
        "docs/other.md", "# Other\n\n## A `--mine`, and *more*!\n\n## Twice\n\n## Twice\n");

    assertThat(
            broken(
                """
                # Top
                [file](docs/other.md), [folder](docs), [query](docs/other.md?talk)
                [own](#top), [its](docs/other.md#a---mine-and-more), [second](docs/other.md#twice-1)
                [site](https://temporal.io/x#y), `[code](nowhere.md)`
                ```
                [fence](nowhere.md)
                ```
                """))
        .isEmpty();
  }

  @Test
  void links_to_nowhere_are_named_with_their_line() throws Exception {
    assertThat(broken("# Top\n\n[a](nowhere.md) and ![b](<no.svg> \"title\")\n[c](#bottom)\n"))
        .satisfiesExactly(
            link -> assertThat(link).startsWith("README.md:3 links to nowhere.md: there is no"),
            link -> assertThat(link).startsWith("README.md:3 links to no.svg"),
            link -> assertThat(link).startsWith("README.md:4 links to #bottom").contains("[top]"));
    assertThat(broken("[a](https://) [b](htps://temporal.io)\n[r]: gone.md\n<a href=\"g.md\">"))
        .hasSize(4);
  }

  @Test
  void code_is_found_whatever_its_white_space() throws Exception {
    assertThat(lost("java", "int one;\n    int two;")).isEmpty();
    assertThat(lost("java", "int one;\n// …\nint three;")).isEmpty();
    assertThat(lost("diff", "   int one;\n-  int two;\n+  int other;")).isEmpty();
  }

  @Test
  void code_that_stands_nowhere_is_told_with_the_nearest_file() throws Exception {
    assertThat(lost("java", "int one;\nint two;\nint four;"))
        .singleElement()
        .asString()
        .startsWith("README.md:3: ")
        .contains("A.java")
        .endsWith("int four;");
    assertThat(lost("java", "int one;\nint three;")).hasSize(1);
    assertThat(lost("java", "int three;\n…\nint one;")).hasSize(1);
    assertThat(lost("java", "int two;\n…\nint other;")).hasSize(1);
    assertThat(lost("diff", "   int one;\n-  int two;\n+  int new;")).hasSize(1);
  }

  @Test
  void the_readme_of_a_stage_shows_its_own_code() throws Exception {
    workshop.write("solutions/01-first/README.md", "```java\nint other;\n```\n");
    List<String> lost = new ArrayList<>();

    Snippets.find(Workshop.here(), lost);

    assertThat(lost).singleElement().asString().contains("A.java").endsWith("int other;");
  }

  @Test
  void a_fence_shows_what_its_language_and_its_lines_say() {
    assertThat(shows("java", "x")).isEqualTo(Fence.Shows.CODE);
    assertThat(shows("diagram", "./workshop demo")).isEqualTo(Fence.Shows.DRAWING);
    assertThat(shows("", "WORKSHOP_PORT=1 ./workshop worker 03", "", "mvn -v"))
        .isEqualTo(Fence.Shows.COMMANDS);
    assertThat(shows("text", "./workshop demo", "50 orders")).isEqualTo(Fence.Shows.EXCERPT);
    assertThat(shows("sh", "50 orders")).isEqualTo(Fence.Shows.UNKNOWN);
    assertThat(shows("python", "mvn -v")).isEqualTo(Fence.Shows.UNKNOWN);
  }

  private static Fence.Shows shows(String language, String... lines) {
    return new Fence(Path.of("a.md"), 1, language, List.of(lines)).shows();
  }
}
