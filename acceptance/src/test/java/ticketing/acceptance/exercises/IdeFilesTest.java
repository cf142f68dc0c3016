package ticketing.acceptance.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.Main;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.testkit.Ring;

/**
 * Tests that the run configurations of IntelliJ, Eclipse, VS Code, and the dev container are valid.
 */
@Tag("material")
class IdeFilesTest {
  private static final Path ROOT = Workshop.here().root();

  static List<Stage> stages() {
    return Workshop.here().stages();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void intellij_runs_the_tests_of_each_exercise(Stage stage) {
    String file = Stage.text(ROOT.resolve(".run/" + stage + ".run.xml"));
    Matcher type = Pattern.compile("\"MAIN_CLASS_NAME\" value=\"(.+)\\.(\\w+)\"").matcher(file);
    assertThat(type.find()).as(file).isTrue();

    assertThat(file)
        .contains("<module name=\"exercise-" + stage + "\" />")
        .contains("\"PACKAGE_NAME\" value=\"" + type.group(1) + "\"");
    assertThat(stage.solution().resolve("src/test/java"))
        .satisfies(
            tests ->
                assertThat(
                        tests
                            .resolve(type.group(1).replace('.', '/'))
                            .resolve(type.group(2) + ".java"))
                    .exists());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"03", "04"})
  void intellij_runs_each_ring(String exercise) {
    Stage stage = Workshop.here().stage(exercise);
    for (Ring ring : Ring.values()) {
      assertThat(Stage.text(ROOT.resolve(".run/%s %s.run.xml".formatted(stage, ring))))
          .contains("<module name=\"exercise-" + stage + "\" />")
          .contains("\"TEST_OBJECT\" value=\"tags\"", "<tag value=\"" + ring + "\" />");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void eclipse_runs_maven_on_each_exercise(Stage stage) {
    assertThat(Stage.text(ROOT.resolve(".run/" + stage + ".launch")))
        .contains("\"M2_GOALS\" value=\"test -pl exercises/" + stage + "\"")
        .contains("WORKING_DIRECTORY\" value=\"${project_loc:workshop}\"");
  }

  @Test
  void vs_code_tests_each_exercise() throws Exception {
    assertThat(tasks())
        .extracting(task -> task.path("args").toString())
        .containsAll(stages().stream().map(stage -> "[\"test\",\"" + stage + "\"]").toList());
  }

  @Test
  void the_commands_that_editors_run_exist() throws Exception {
    String prepare = json(".devcontainer/devcontainer.json").path("postCreateCommand").asText();

    assertThat(Main.commandLine(CommandContext.ofProcess()).getSubcommands().keySet())
        .containsAll(tasks().stream().map(task -> task.path("args").path(0).asText()).toList())
        .contains(prepare.replace("./workshop ", ""));
    assertThat(tasks())
        .allSatisfy(task -> assertThat(task.path("command").asText()).isEqualTo("./workshop"));
  }

  private static List<JsonNode> tasks() throws IOException {
    return List.copyOf(json(".vscode/tasks.json").path("tasks").valueStream().toList());
  }

  /** Reads a JSON file that may contain comments, as those of editors do. */
  private static JsonNode json(String file) throws IOException {
    return JsonMapper.builder()
        .enable(JsonParser.Feature.ALLOW_COMMENTS)
        .build()
        .readTree(Stage.text(ROOT.resolve(file)));
  }
}
