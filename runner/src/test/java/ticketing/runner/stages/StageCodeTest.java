package ticketing.runner.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;

/** What a student reads when the code does not compile. */
class StageCodeTest {
  @TempDir private Path stage;

  @Test
  void a_compiler_error_has_file_and_line() throws Exception {
    assertThat(errors("class A {\n  int a = \"\";\n}\n"))
        .startsWith("The code does not compile:\n  A.java:2: ");
  }

  @Test
  void an_unknown_name_stands_in_its_error_line() throws Exception {
    assertThat(errors("class A {\n  int a = foo;\n  int b = bar(1);\n  Baz c;\n}\n"))
        .isEqualTo(
            """
            The code does not compile:
              A.java:4: cannot find symbol: class Baz
              A.java:2: cannot find symbol: variable foo
              A.java:3: cannot find symbol: method bar(int)\
            """);
  }

  @Test
  void the_reason_stands_in_the_error_line() throws Exception {
    assertThat(errors("class A {\n  void a(int b) {\n    a();\n  }\n}\n"))
        .isEqualTo(
            """
            The code does not compile:
              A.java:3: method a in class A cannot be applied to given types: actual and formal\
             argument lists differ in length\
            """);
  }

  @Test
  void at_most_five_errors_are_listed_each_once() throws Exception {
    String lines = "  int a = foo + foo;\n" + "  Foo f%d;\n".repeat(6).formatted(1, 2, 3, 4, 5, 6);

    assertThat(errors("class A {\n" + lines + "}\n").lines()).hasSize(6).doesNotHaveDuplicates();
    assertThat(errors("class A {\n  int a = foo + foo;\n}\n").lines()).hasSize(2);
  }

  private String errors(String code) throws Exception {
    Path file = stage.resolve("src/main/java/A.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, code);
    try {
      StageCode.main(stage);
      return "It compiles.";
    } catch (UsageException e) {
      return e.getMessage();
    }
  }
}
