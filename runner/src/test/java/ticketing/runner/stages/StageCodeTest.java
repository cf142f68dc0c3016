package ticketing.runner.stages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.runner.util.UsageException;

/** Tests the error messages for code that does not compile. */
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

    assertThat(errors("class A {\n" + lines + "}\n").lines())
        .hasSize(7)
        .doesNotHaveDuplicates()
        .last()
        .isEqualTo("  … and 2 more");
    assertThat(errors("class A {\n  int a = foo + foo;\n}\n").lines()).hasSize(2);
  }

  static Stream<Arguments> damaged() {
    String code = "package deep;\nclass A {\n  String a = \"Café\";\n}\n";
    String noText = "is not text in UTF-8. Save it as UTF-8, undo your edit";
    return Stream.of(
        Arguments.of(code.getBytes(UTF_16), noText),
        Arguments.of(code.replace("é", "e").getBytes(UTF_16LE), noText),
        Arguments.of(code.getBytes(ISO_8859_1), noText),
        Arguments.of(new byte[] {-54, -2, -70, -66, 0, 0, 0, 61, 1, 2, 3, 4, 5, 6}, noText),
        Arguments.of(
            ("\uFEFF" + code).getBytes(UTF_8),
            "begins with a byte order mark. Save it as UTF-8 without BOM"),
        Arguments.of(new byte[0], "is empty. Undo that in your editor"),
        Arguments.of("\n \n".getBytes(UTF_8), "is empty. Undo that in your editor"),
        Arguments.of(
            code.replace("deep", "shallow").getBytes(UTF_8),
            "does not begin with \"package deep;\". Correct that line"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void a_damaged_file_is_explained(byte[] bytes, String why) throws Exception {
    Path exercise = stage.resolve("exercises/03-third");
    Path file = exercise.resolve("src/main/java/deep/A.java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file.resolveSibling("Given.java"), "package deep;\nclass Given extends A {}\n");
    Files.write(file, bytes);
    assertThatThrownBy(() -> StageCode.main(exercise))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("A.java " + why)
        .hasMessageEndingWith(",\nor type ./workshop reset 03, which keeps a copy.");
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
