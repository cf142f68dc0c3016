package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/** What Maven has to be able to do, with a network and without one. */
enum MavenStep {
  /** All libraries of all modules, and the plugins of all phases: {@code clean}, {@code test} … */
  LIBRARIES("Libraries and plugins") {
    @Override
    Shell.Output run(CommandContext context, Duration limit, String... options)
        throws IOException, InterruptedException {
      try (Skeleton skeleton = Skeleton.of(context.root())) {
        return maven(
            context,
            skeleton.folder(),
            limit,
            options,
            "-Pacceptance",
            "-DskipTests",
            "-Dworkshop.skip-own-tests=false",
            "-Dmaven.install.skip=true",
            "-Dmaven.deploy.skip=true",
            "clean",
            "deploy");
      }
    }
  },

  /** What Maven looks for only when there are tests to run. */
  TEST("What a test needs") {
    @Override
    Shell.Output run(CommandContext context, Duration limit, String... options)
        throws IOException, InterruptedException {
      Stage first = Workshop.of(context).stages().get(0);
      return maven(
          context,
          context.root(),
          limit,
          options,
          "-pl",
          "solutions/" + first.name(),
          "-Dtest=" + testName(first),
          "test");
    }
  };

  private static final Pattern TEST_METHOD = Pattern.compile("@Test\\b[^;{]*?void (\\w+)\\(");

  private final String title;

  MavenStep(String title) {
    this.title = title;
  }

  /** What it is about, in a few words. */
  String title() {
    return title;
  }

  /** Does it, with these options for Maven too. */
  abstract Shell.Output run(CommandContext context, Duration limit, String... options)
      throws IOException, InterruptedException;

  private static Shell.Output maven(
      CommandContext context, Path folder, Duration limit, String[] options, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-q"));
    all.addAll(List.of(options));
    all.addAll(List.of(arguments));
    return Shell.run(
        context.with(Map.of("JAVA_HOME", System.getProperty("java.home"))),
        folder,
        limit,
        Shell.mavenCommand(all.toArray(String[]::new)));
  }

  /** The first test of the stage: one is enough. */
  private static String testName(Stage stage) {
    Path tests = stage.solution().resolve("src/test/java");
    Path file =
        Stage.filesIn(tests).stream()
            .filter(path -> path.toString().endsWith("Test.java"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(stage + " has no test class"));
    Matcher method = TEST_METHOD.matcher(Stage.text(tests.resolve(file)));
    String type = file.getFileName().toString().replace(".java", "");
    return method.find() ? type + "#" + method.group(1) : type;
  }
}
