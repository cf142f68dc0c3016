package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.acceptance.support.Commands;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Tests what {@code ./workshop} prints when it cannot start a command. */
@Tag("material")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path ROOT = Workshop.here().root();
  private static final String MISSING = "exercises/03-validate-loop/pom.xml";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "openjdk version \"17.0.2\", has no compiler (javac): it is a JRE",
    "java version \"1.8.0_292\", Java 8 in JAVA_HOME",
    "openjdk version \"11.0.2\", is too old",
    "nonsense, There is no Java in JAVA_HOME"
  })
  void a_wrong_java_home_is_named(String version, String message) throws Exception {
    Path java = folder.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho '" + version + "' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Shell.Output output = Commands.workshop(ROOT, Map.of("JAVA_HOME", folder.toString()), "board");

    assertThat(output.text().lines()).hasSize(2);
    assertThat(output.text()).contains(message, folder.toString(), "Install a JDK, 17 or newer");
    assertThat(output.exitCode()).isEqualTo(1);
  }

  @Test
  void a_failed_build_is_explained_and_suggests_doctor() throws Exception {
    copyWithoutPom();

    Shell.Output output = Commands.workshop(folder, Map.of(), "board");

    assertThat(output.text())
        .contains(MISSING, "The build failed. Run ./workshop doctor to check this machine.");
    assertThat(output.exitCode()).isEqualTo(1);
  }

  @Test
  void doctor_runs_even_if_the_build_fails() throws Exception {
    copyWithoutPom();

    Shell.Output output = Commands.workshop(folder, Map.of(), "doctor");

    assertThat(output.text())
        .contains("The workshop cannot be built: Child module")
        .contains("Type: git checkout -- " + MISSING);
    assertThat(output.tail(1)).startsWith("2 problems");
    assertThat(output.exitCode()).isEqualTo(1);
  }

  /** Copies the launcher, the doctor, what starts Maven, and all POMs except one. */
  private void copyWithoutPom() throws IOException {
    List<String> launchers =
        List.of(
            "workshop",
            "mvnw",
            ".mvn/maven.config",
            ".mvn/wrapper/maven-wrapper.properties",
            "runner/launcher/Build.java",
            "runner/src/main/java/ticketing/runner/setup/Doctor.java");
    for (String file : launchers) {
      copy(Path.of(file));
    }
    if (Files.exists(ROOT.resolve("offline"))) {
      Files.createSymbolicLink(folder.resolve("offline"), ROOT.resolve("offline"));
    }
    for (String module : List.of("ticket-system", "orders", "testkit")) {
      Files.createDirectories(folder.resolve(module).resolve("src/main"));
    }
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      for (Path file : files.filter(file -> file.endsWith("pom.xml")).toList()) {
        copy(ROOT.relativize(file));
      }
    }
    Files.delete(folder.resolve(MISSING));
  }

  private void copy(Path file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.copy(ROOT.resolve(file), folder.resolve(file));
  }
}
