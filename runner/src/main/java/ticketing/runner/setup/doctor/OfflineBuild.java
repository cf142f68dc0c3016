package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * Builds the workshop's POMs and one small test, in a temporary folder. Maven downloads for it what
 * it downloads for the workshop, but it takes seconds, and a student's code is not in it.
 */
final class OfflineBuild {
  private static final String TEST =
      """
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;

      class OfflineTest {
        @Test
        @Tag("core")
        void runs() {}
      }
      """;

  private OfflineBuild() {}

  /** Runs the build within this limit, with more options of Maven. */
  static Shell.Output run(CommandContext context, Duration limit, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            "-q",
            "-Pacceptance",
            "-Dworkshop.skip-own-tests=false",
            "-Dworkshop.fail-if-no-tests=false",
            "-Dmaven.install.skip=true",
            "-Dmaven.deploy.skip=true",
            "clean",
            "deploy"));
    return Shell.run(
        context.with(Map.of("JAVA_HOME", System.getProperty("java.home"))),
        pomsAndTest(context.root()),
        limit,
        Shell.mavenCommand(arguments.toArray(String[]::new)));
  }

  private static Path pomsAndTest(Path root) throws IOException {
    Path folder = TemporaryFolder.create("workshop-offline");
    List<Path> files = new ArrayList<>();
    files.add(Path.of("pom.xml"));
    files.add(Path.of(".mvn", "maven.config"));
    files.add(Path.of(".mvn", "jvm.config"));
    Doctor.modules(root).forEach(module -> files.add(Path.of(module, "pom.xml")));
    for (Path file : files) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(root.resolve(file), folder.resolve(file));
    }
    Path tests = folder.resolve("testkit/src/test/java");
    Files.createDirectories(tests);
    Files.writeString(tests.resolve("OfflineTest.java"), TEST);
    return folder;
  }
}
