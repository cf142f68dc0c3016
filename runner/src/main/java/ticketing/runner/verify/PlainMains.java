package ticketing.runner.verify;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** The mains of the stages, which cannot encrypt. */
final class PlainMains {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private PlainMains() {}

  static Check check(Workshop workshop) {
    return new Check(
        "with a key set, each stage's OrderWorker and PlaceOrder refuse and name the command",
        () -> {
          int count = 0;
          for (Stage stage : workshop.stages()) {
            Path classes = compile(stage);
            for (Path main : mains(stage)) {
              requireRefusal(workshop, classes, main);
              count++;
            }
          }
          return count;
        });
  }

  private static List<Path> mains(Stage stage) {
    return Stage.filesIn(sources(stage)).stream()
        .filter(file -> file.endsWith("OrderWorker.java") || file.endsWith("PlaceOrder.java"))
        .toList();
  }

  private static Path sources(Stage stage) {
    return stage.solution().resolve("src/main/java");
  }

  private static Path compile(Stage stage) throws Check.Failed {
    Path classes = TemporaryFolder.create("workshop-mains");
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
    Stage.filesIn(sources(stage)).stream()
        .filter(file -> file.toString().endsWith(".java"))
        .forEach(file -> arguments.add(sources(stage).resolve(file).toString()));
    int exitCode =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    Check.require(exitCode == 0, stage + " does not compile");
    return classes;
  }

  private static void requireRefusal(Workshop workshop, Path classes, Path main) throws Exception {
    String path = System.getProperty("java.class.path");
    String name = main.toString().replaceFirst("\\.java$", "").replaceAll("[/\\\\]", ".");
    Shell.Output output =
        Shell.run(
            workshop.root(),
            Map.of(EncryptionKeys.VARIABLE, "k:whatever"),
            PATIENCE,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + path,
                name,
                "order-314159"));
    Check.require(output.exitCode() > 0, name + ": " + output.exitCode() + "\n" + output.text());
    Check.require(
        output.text().strip().lines().count() == 1 && output.text().contains("Use ./workshop "),
        name + ":\n" + output.text());
  }
}
