package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** What a newcomer sees: Maven's own words, an empty local repository, other tools and JDKs. */
final class EndToEnd {
  private static final int MOST_LINES = 80;
  private static final int MOST_LINES_OF_A_FAILURE = 15;
  private static final String BROKEN = EditedExercise.NAME;

  private EndToEnd() {}

  static List<Check> checks(Workshop workshop, Path copy) {
    List<Check> checks = new ArrayList<>();
    checks.add(Material.shipsPristine(workshop));
    workshop.stages().forEach(stage -> checks.add(freshExercise(stage, copy)));
    checks.add(broken(copy, "a null pointer", "String none = null; return none.trim();", "threw"));
    checks.add(
        broken(copy, "an endless loop", "while (true) { orderId.trim(); }", "still running"));
    checks.add(
        broken(
            copy,
            "a Thread.sleep",
            "try { Thread.sleep(60_000); } catch (InterruptedException e) { } return null;",
            "still running"));
    checks.add(emptyRepository(workshop));
    checks.add(wrapper(copy));
    checks.add(otherJdk(copy));
    return checks;
  }

  private static Check freshExercise(Stage stage, Path copy) {
    return new Check(
        stage + ": Maven tells a fresh exercise's failures in few lines",
        () -> {
          Shell.Output output = Shell.maven(copy, "-pl", "exercises/" + stage, "test");
          List<String> lines = output.lines();
          Check.require(output.exitCode() != 0, "the build did not fail");
          Check.require(
              lines.size() <= MOST_LINES, lines.size() + " lines:\n" + output.tail(MOST_LINES));
          Check.require(
              lines.stream().noneMatch(line -> line.contains("\tat ")),
              "there is a stack trace:\n" + output.text());
          List<Integer> crosses = new ArrayList<>();
          for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("✗")) {
              crosses.add(i);
            }
          }
          Check.require(
              crosses.size() == Starts.namedTests(stage).size(),
              "failures told: " + crosses.size() + "\n" + output.text());
          Check.require(
              crosses.get(1) - crosses.get(0) <= MOST_LINES_OF_A_FAILURE,
              "the first failure is too long:\n" + output.text());
          return 1;
        });
  }

  /** A mistake put into an exercise by hand: the failure names the line. */
  private static Check broken(Path copy, String what, String code, String told) {
    return new Check(
        what + " in an exercise fails with the student's line",
        () -> {
          try (EditedExercise exercise = EditedExercise.withBody(copy, code)) {
            Shell.Output output = Shell.maven(copy, "-pl", "exercises/" + BROKEN, "test");
            String place = exercise.place();
            Check.require(
                output.lines().stream().anyMatch(l -> l.contains(told) && l.contains(place)),
                "nothing says \"" + told + "\" and " + place + ":\n" + output.tail(60));
          }
          return 1;
        });
  }

  /** The very first minutes: nothing has been fetched yet; and then there is no network. */
  private static Check emptyRepository(Workshop workshop) {
    return new Check(
        "with an empty local repository an exercise can be tested, and then offline",
        () -> {
          Path fresh = PristineCopy.of(workshop);
          String repository = "-Dmaven.repo.local=" + TemporaryFolder.create("workshop-m2");
          Shell.Output first =
              Shell.maven(fresh, "-ntp", repository, "-pl", "solutions/" + BROKEN, "test");
          Check.require(first.exitCode() == 0, first.tail(40));
          Shell.Output offline =
              Shell.maven(
                  fresh, "--offline", repository, "-pl", "solutions/01-naive-create", "test");
          Check.require(offline.exitCode() == 0, offline.tail(40));
          return 1;
        });
  }

  private static Check wrapper(Path copy) {
    return new Check(
        "the Maven wrapper works",
        () -> {
          String script = copy.resolve(Shell.WINDOWS ? "mvnw.cmd" : "mvnw").toString();
          Shell.Output output =
              Shell.run(
                  copy,
                  Map.of("JAVA_HOME", System.getProperty("java.home")),
                  Duration.ofMinutes(5),
                  List.of(script, "-B", "-pl", "solutions/" + BROKEN, "test"));
          Check.require(output.exitCode() == 0, output.tail(40));
          return 1;
        });
  }

  /** Another JDK than this one, where the machine has one: the newest. */
  private static Check otherJdk(Path copy) {
    return new Check(
        "solutions pass on another JDK",
        () -> {
          List<Path> others = otherJdks();
          Check.require(
              !others.isEmpty(),
              "there is no other JDK, 17 or newer, beside " + System.getProperty("java.home"));
          Path jdk = others.get(others.size() - 1);
          Shell.Output output =
              Shell.maven(
                  copy,
                  jdk,
                  "--fail-at-end",
                  "-Dworkshop.test-groups=core,stretch",
                  "-pl",
                  "solutions/03-validate-loop,solutions/04-child-workflow-variant",
                  "clean",
                  "test");
          Check.require(output.exitCode() == 0, jdk + ":\n" + output.tail(40));
          return 1;
        });
  }

  /** The JDKs beside this one, by version. */
  private static List<Path> otherJdks() throws Exception {
    Path mine = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>();
    try (Stream<Path> siblings = Files.list(mine.getParent())) {
      for (Path sibling : siblings.toList()) {
        if (version(sibling) >= 17 && !sibling.toRealPath().equals(mine)) {
          found.add(sibling.toRealPath());
        }
      }
    }
    found.sort((one, other) -> Integer.compare(version(one), version(other)));
    return found;
  }

  private static int version(Path jdk) {
    Path release = jdk.resolve("release");
    if (!Files.exists(release) || !Files.exists(jdk.resolve("bin/javac"))) {
      return 0;
    }
    return Stage.text(release)
        .lines()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.replaceAll("[^0-9.]", ""))
        .map(version -> Integer.parseInt(version.split("\\.")[0]))
        .findFirst()
        .orElse(0);
  }
}
