package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Checks of the files themselves. */
final class Material {
  /** All that a student's own build stands on, directly. */
  private static final Set<String> STUDENT_DEPENDENCIES =
      Set.of(
          "ticket-system",
          "orders",
          "testkit",
          "temporal-sdk",
          "temporal-envconfig",
          "temporal-testing",
          "jackson-databind",
          "slf4j-simple",
          "junit-jupiter",
          "junit-platform-launcher",
          "assertj-core",
          "asm");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)<");

  private Material() {}

  static Check fewDependencies(Workshop workshop) {
    return new Check(
        "a student's build stands on few dependencies",
        () -> {
          List<Path> modules = new ArrayList<>();
          modules.add(workshop.root().resolve("ticket-system"));
          modules.add(workshop.root().resolve("orders"));
          modules.add(workshop.root().resolve("testkit"));
          workshop.stages().forEach(stage -> modules.add(stage.solution()));
          for (Path module : modules) {
            Matcher matcher = DEPENDENCY.matcher(Stage.text(module.resolve("pom.xml")));
            while (matcher.find()) {
              Check.require(
                  STUDENT_DEPENDENCIES.contains(matcher.group(1)),
                  module + " depends on " + matcher.group(1));
            }
          }
          return 1;
        });
  }

  /** What ships: the files to be written are pristine, and all else is as in the solution. */
  static Check shipsPristine(Workshop workshop) {
    return new Check(
        "the exercises are as they ship, and differ from the solutions only in what is to be written",
        () -> {
          for (Stage stage : workshop.stages()) {
            Check.require(stage.edited().isEmpty(), stage + " is edited: " + stage.edited());
            Set<Path> toWrite = new TreeSet<>(stage.filesToWrite());
            Set<Path> all = new TreeSet<>();
            for (Path folder : List.of(stage.exercise(), stage.solution())) {
              Stage.filesIn(folder.resolve("src"))
                  .forEach(file -> all.add(Path.of("src").resolve(file)));
            }
            all.removeAll(toWrite);
            for (Path file : all) {
              Check.require(
                  Stage.sameText(stage.exercise().resolve(file), stage.solution().resolve(file)),
                  stage + ": exercise and solution differ in " + file);
            }
            Check.require(
                Stage.text(stage.exercise().resolve("pom.xml"))
                    .replace("exercise-", "solution-")
                    .equals(Stage.text(stage.solution().resolve("pom.xml"))),
                stage + ": the POMs differ in more than the artifact's name");
          }
          return 1;
        });
  }
}
