package ticketing.runner.study.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.TemporaryWorkshop;

class CodeDiffTest {
  private static final String MINE = "exercises/01-first/" + TemporaryWorkshop.CODE;
  private static final String SOLUTION = "solutions/01-first/" + TemporaryWorkshop.CODE;
  private static final String LEGEND =
      "- yours, + the solution's; another shape is as good if the tests pass";

  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void layOut() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
  }

  @AfterEach
  void forget() {
    workshop.close();
  }

  private String diff(String mine, String solution) throws Exception {
    workshop.write(MINE, mine);
    workshop.write(SOLUTION, solution);
    return diff();
  }

  private String diff() {
    return CodeDiff.of(workshop.stage("01"), Ansi.OFF);
  }

  @Test
  void layout_line_ends_blank_lines_and_the_order_of_imports_are_no_difference() throws Exception {
    String mine =
        "import java.util.Set;\r\nimport java.util.List;\r\n"
            + "class A\r\n{\r\n\r\n  List<Set<String>> a ;\r\n  int b;}\r\n";
    String solution =
        "import java.util.List;\nimport java.util.Set;\n\n"
            + "class A {\n  List<Set<String>> a;\n\n  int b;\n}\n";
    assertThat(diff(mine, solution)).isEqualTo("Your code is the solution's.\n");
  }

  @Test
  void differences_are_shown_with_three_lines_around_and_what_is_between_is_left_out()
      throws Exception {
    String fields = "int a; int b; int c; int d; int e; int f; int g; int h; int i; int j; int k;";
    String told =
        diff(
            "class A { " + fields + " }",
            "class A { " + fields.replace("int b", "long b").replace("int k", "long k") + " }");
    assertThat(told)
        .isEqualTo(
            """
            %s
              class A {
                int a;
            -   int b;
            +   long b;
                int c;
                int d;
                int e;
            …
                int h;
                int i;
                int j;
            -   int k;
            +   long k;
              }

            %s
            """
                .formatted(Path.of(TemporaryWorkshop.CODE), LEGEND));
  }

  @Test
  void one_line_is_not_left_out_where_a_sign_for_it_would_take_as_much_room() throws Exception {
    String fields = "int a; int b; int c; int d; int e; int f; int g; int h; int i;";
    String told =
        diff(
            "class A { " + fields + " }",
            "class A { " + fields.replace("int a", "long a").replace("int i", "long i") + " }");
    assertThat(told).contains("int e;").doesNotContain("…");
  }

  @Test
  void what_is_not_java_is_compared_as_it_is() throws Exception {
    assertThat(diff("class A {\n  int a = ;\n}\n", "class A {\n  int a = 1;\n}\n"))
        .contains("does not read as Java", "-   int a = ;", "+   int a = 1;", LEGEND);
  }

  @Test
  void imports_in_a_place_where_they_cannot_be_are_no_reason_to_give_up() throws Exception {
    assertThat(diff("class A {}\nimport java.util.Set;\n", "class A {}\n"))
        .contains("- import java.util.Set;");
  }

  @Test
  void a_missing_file_is_told_with_the_commands_that_bring_it_back() throws Exception {
    Files.delete(root.resolve(MINE));
    assertThat(diff())
        .contains("A.java is missing", "./workshop restore", "./workshop reset 01")
        .doesNotContain("Your code is the solution's");
  }

  @Test
  void helper_classes_are_named_and_not_compared() throws Exception {
    workshop.write(MINE, "class A {\n  int solved;\n}\n");
    workshop.write("exercises/01-first/src/main/java/Helper.java", "class Helper {}\n");
    workshop.write("exercises/01-first/src/main/java/.A.java.swp", "");
    assertThat(diff())
        .isEqualTo("Yours alone, and not compared: Helper.java.\nYour code is the solution's.\n");
  }

  @Test
  void colours_are_there_on_demand_and_code_that_looks_like_markup_stays() throws Exception {
    workshop.write(MINE, "class A {\n  String a = \"@|red x|@\";\n}\n");
    assertThat(CodeDiff.of(workshop.stage("01"), Ansi.ON))
        .contains("\u001b[31m-   String a = \"@|red x|@\";\u001b[0m")
        .contains("\u001b[32m+   int solved;\u001b[0m");
    assertThat(diff()).doesNotContain("\u001b");
  }

  @Test
  void the_solution_of_an_untouched_stage_is_shown_only_on_demand() {
    TemporaryWorkshop.Result result = workshop.run("compare", "01");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text())
        .contains("You have not written anything yet", "hint 01", "compare 01 --anyway")
        .doesNotContain("solved");
    assertThat(workshop.run("compare", "01", "--anyway").text()).contains("solved");
  }
}
