package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** The mains of the stages cannot encrypt. Where somebody has set a key, they refuse. */
@Tag("process")
class EncryptionGuardTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir private static Path classes;

  @BeforeAll
  static void compile() {
    List<String> arguments = new ArrayList<>(List.of("-cp", CLASS_PATH, "-d", classes.toString()));
    for (Stage stage : Workshop.here().stages()) {
      Path sources = stage.solution().resolve("src/main/java");
      Stage.filesIn(sources).stream()
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> arguments.add(sources.resolve(file).toString()));
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  static Stream<String> mains() {
    return Workshop.here().stages().stream()
        .flatMap(stage -> Stage.filesIn(stage.solution().resolve("src/main/java")).stream())
        .filter(file -> file.endsWith("OrderWorker.java") || file.endsWith("PlaceOrder.java"))
        .map(file -> file.toString().replace(".java", "").replace(File.separator, "."));
  }

  @ParameterizedTest
  @MethodSource("mains")
  void with_a_key_set_a_main_names_the_command(String main) throws Exception {
    Shell.Output output =
        Shell.run(
            classes,
            Map.of("WORKSHOP_ENCRYPTION_KEY", "k:whatever"),
            LIMIT,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                main,
                "order-314159"));
    assertThat(output.exitCode()).as(output.text()).isPositive();
    assertThat(output.lines())
        .singleElement()
        .asString()
        .contains("Use ./workshop ")
        .doesNotContain("whatever");
  }
}
