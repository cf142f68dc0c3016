package ticketing.runner.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

class WorkshopTest {
  @TempDir private Path root;

  @BeforeEach
  void layOut() throws Exception {
    for (String stage : new String[] {"05-fifth", "01-first"}) {
      Files.createDirectories(root.resolve("solutions").resolve(stage));
      Files.writeString(root.resolve("solutions").resolve(stage).resolve("pom.xml"), "");
      write("runner/starts/" + stage + "/src/main/java/A.java", "class A {}\n");
      write("exercises/" + stage + "/src/main/java/A.java", "class A {}\r\n");
    }
    System.setProperty("workshop.root", root.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("workshop.root");
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void stages_are_found_by_convention_in_their_order() {
    assertThat(Workshop.here().stages())
        .extracting(Stage::name)
        .containsExactly("01-first", "05-fifth");
    assertThat(Workshop.here().stage("05").name()).isEqualTo("05-fifth");
    assertThat(Workshop.here().stage("05-fifth").number()).isEqualTo("05");
  }

  @Test
  void an_unknown_stage_is_told_with_those_there_are() {
    assertThatThrownBy(() -> Workshop.here().stage("3"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"3\"")
        .hasMessageContaining("01-first, 05-fifth");
  }

  @Test
  void an_exercise_is_edited_when_its_text_differs_but_not_its_line_ends() throws Exception {
    Stage stage = Workshop.here().stage("01");
    assertThat(stage.edited()).isEmpty();
    write("exercises/01-first/src/main/java/A.java", "class A { int a; }\n");
    assertThat(stage.edited()).containsExactly(Path.of("src", "main", "java", "A.java"));
    Files.delete(stage.exercise().resolve("src/main/java/A.java"));
    assertThat(stage.edited()).hasSize(1);
  }

  @Test
  void code_that_does_not_compile_is_told_with_file_and_line() throws Exception {
    write("exercises/01-first/src/main/java/A.java", "class A {\n  int a = \"\";\n}\n");
    assertThatThrownBy(() -> StageCode.main(Workshop.here().stage("01").exercise()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not compile")
        .hasMessageContaining("A.java:2: ");
  }

  @Test
  void a_name_that_is_not_there_is_told_in_the_line_of_its_error() throws Exception {
    assertThat(compiling("class A {\n  int a = foo;\n  int b = bar(1);\n  Baz c;\n}\n"))
        .isEqualTo(
            """
            The code does not compile:
              A.java:4: cannot find symbol: class Baz
              A.java:2: cannot find symbol: variable foo
              A.java:3: cannot find symbol: method bar(int)""");
  }

  @Test
  void why_a_call_does_not_fit_is_told_in_the_line_of_its_error() throws Exception {
    assertThat(compiling("class A {\n  void a(int b) {\n    a();\n  }\n}\n"))
        .isEqualTo(
            """
            The code does not compile:
              A.java:3: method a in class A cannot be applied to given types: actual and formal\
             argument lists differ in length""");
  }

  @Test
  void an_error_is_told_once_and_at_most_five_are() throws Exception {
    String lines = "  int a = foo + foo;\n" + "  Foo f%d;\n".repeat(6).formatted(1, 2, 3, 4, 5, 6);

    assertThat(compiling("class A {\n" + lines + "}\n").lines()).hasSize(6).doesNotHaveDuplicates();
    assertThat(compiling("class A {\n  int a = foo + foo;\n}\n").lines()).hasSize(2);
  }

  private String compiling(String text) throws Exception {
    write("exercises/01-first/src/main/java/A.java", text);
    try {
      StageCode.main(Workshop.here().stage("01").exercise());
      return "It compiles.";
    } catch (UsageException e) {
      return e.getMessage();
    }
  }
}
