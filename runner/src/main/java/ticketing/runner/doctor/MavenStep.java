package ticketing.runner.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ticketing.runner.Shell;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** What Maven has to be able to do, with a network and without one. */
enum MavenStep {
  /** All libraries of all modules, and the plugins of all phases: {@code clean}, {@code test} … */
  LIBRARIES("Libraries and plugins") {
    @Override
    Shell.Output run(Workshop workshop, Duration limit, String... options)
        throws IOException, InterruptedException {
      try (Skeleton skeleton = Skeleton.of(workshop.root())) {
        return maven(
            skeleton.folder(),
            limit,
            options,
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
    Shell.Output run(Workshop workshop, Duration limit, String... options)
        throws IOException, InterruptedException {
      Stage first = workshop.stages().get(0);
      return maven(
          workshop.root(),
          limit,
          options,
          "-pl",
          "solutions/" + first.name(),
          "-Dtest=" + testClass(first),
          "test");
    }
  };

  private final String title;

  MavenStep(String title) {
    this.title = title;
  }

  /** What it is about, in a few words. */
  String title() {
    return title;
  }

  /** Does it, with these options for Maven too. */
  abstract Shell.Output run(Workshop workshop, Duration limit, String... options)
      throws IOException, InterruptedException;

  private static Shell.Output maven(
      Path folder, Duration limit, String[] options, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-q"));
    all.addAll(List.of(options));
    all.addAll(List.of(arguments));
    return Shell.run(
        folder,
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        limit,
        Shell.mavenCommand(all.toArray(String[]::new)));
  }

  private static String testClass(Stage stage) {
    return Stage.filesIn(stage.solution().resolve("src/test/java")).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith("Test.java"))
        .map(name -> name.substring(0, name.length() - ".java".length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(stage + " has no test class"));
  }
}
