package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.Commands;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Tests that the main classes of an exercise, which cannot encrypt, do not run if a key is set. */
@Tag("process")
class EncryptionGuardTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir private static Path classes;

  @BeforeAll
  static void compile() {
    Path sources = Workshop.here().stage("01").solution().resolve("src/main/java");
    List<String> arguments = new ArrayList<>(List.of("-cp", CLASS_PATH, "-d", classes.toString()));
    Stage.filesIn(sources).forEach(file -> arguments.add(sources.resolve(file).toString()));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ticketing.naive.OrderWorker", "ticketing.naive.PlaceOrder"})
  void a_main_class_refuses_to_run_with_a_key(String main) throws Exception {
    Shell.Output output =
        Commands.run(
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
    assertThat(output.text().lines())
        .singleElement()
        .asString()
        .contains("Use ./workshop ")
        .doesNotContain("whatever");
  }
}
