package ticketing.runner.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.TemporaryWorkshop;

class CodeDiffTest {
  private static final String STUDENT_FILE = "exercises/01-first/" + TemporaryWorkshop.CODE;
  private static final String SOLUTION = "solutions/01-first/" + TemporaryWorkshop.CODE;
  private static final String LEGEND =
      "- yours, + the solution. Different code is just as good if the tests pass.";

  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
  }

  @AfterEach
  void close() {
    System.clearProperty("picocli.ansi");
    workshop.close();
  }

  private String diff(String studentCode, String solution) throws Exception {
    workshop.write(STUDENT_FILE, studentCode);
    workshop.write(SOLUTION, solution);
    return diff();
  }

  private String diff() {
    return CodeDiff.of(workshop.stage("01"));
  }

  @Test
  void layout_line_ends_and_import_order_are_ignored() throws Exception {
    String studentCode =
        "import java.util.Set;\r\nimport java.util.List;\r\n"
            + "class A\r\n{\r\n\r\n  List<Set<String>> a ;\r\n  int b;}\r\n";
    String solution =
        "import java.util.List;\nimport java.util.Set;\n\n"
            + "class A {\n  List<Set<String>> a;\n\n  int b;\n}\n";
    assertThat(diff(studentCode, solution)).isEqualTo("Your code matches the solution.\n");
  }

  @Test
  void differences_have_three_lines_of_context() throws Exception {
    String fields = "int a; int b; int c; int d; int e; int f; int g; int h; int i; int j; int k;";
    String diff =
        diff(
            "class A { " + fields + " }",
            "class A { " + fields.replace("int b", "long b").replace("int k", "long k") + " }");
    assertThat(diff)
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
  void invalid_java_is_compared_as_text() throws Exception {
    assertThat(diff("class A {\n  int a = ;\n}\n", "class A {\n  int a = 1;\n}\n"))
        .contains("not valid Java", "-   int a = ;", "+   int a = 1;", LEGEND);
  }

  @Test
  void misplaced_imports_are_compared_too() throws Exception {
    assertThat(diff("class A {}\nimport java.util.Set;\n", "class A {}\n"))
        .contains("- import java.util.Set;");
  }

  @Test
  void a_missing_file_names_the_commands_to_restore_it() throws Exception {
    Files.delete(root.resolve(STUDENT_FILE));
    assertThat(diff())
        .contains("A.java is missing", "./workshop restore", "./workshop reset 01")
        .doesNotContain("Your code matches the solution");
  }

  @Test
  void helper_classes_are_listed_but_not_compared() throws Exception {
    workshop.write(STUDENT_FILE, "class A {\n  int solved;\n}\n");
    workshop.write("exercises/01-first/src/main/java/Helper.java", "class Helper {}\n");
    workshop.write("exercises/01-first/src/main/java/.A.java.swp", "");
    assertThat(diff())
        .isEqualTo(
            "Your code matches the solution.\nYour other files, which are not compared: Helper.java.\n");
  }

  @Test
  void colors_leave_code_that_looks_like_markup() throws Exception {
    workshop.write(STUDENT_FILE, "class A {\n  String a = \"@|red x|@\";\n}\n");
    System.setProperty("picocli.ansi", "true");
    assertThat(diff())
        .contains("\u001b[31m-   String a = \"@|red x|@\";\u001b[0m")
        .contains("\u001b[32m+   int solved;\u001b[0m");
    System.setProperty("picocli.ansi", "false");
    assertThat(diff()).doesNotContain("\u001b");
  }

  @Test
  void an_untouched_exercise_shows_its_solution_on_demand() {
    TemporaryWorkshop.Result result = workshop.run("compare", "01");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text())
        .contains("You have not written anything yet", "hint 01", "compare 01 --anyway")
        .doesNotContain("solved");
    assertThat(workshop.run("compare", "01", "--anyway").text()).contains("solved");
  }
}
