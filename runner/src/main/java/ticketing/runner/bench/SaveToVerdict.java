package ticketing.runner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.Shell;

/**
 * From saving a file to the verdict of {@code ./workshop watch}, and the same tests with Maven. The
 * solution stands in the exercise of a copy, so that all tests run and pass.
 */
final class SaveToVerdict {
  private static final int WARM_UP = 10;
  private static final int SAVES = 15;
  private static final int MAVEN_RUNS = 5;
  private static final int LIMIT_SECONDS = 30;
  private static final String PASSED = "All of ";
  private static final String END_OF_VERDICT = "h hint";

  private final Stage stage;
  private final Path copy;
  private final Path exercise;
  private int saves;

  SaveToVerdict(Stage stage, Path copy) {
    this.stage = stage;
    this.copy = copy;
    this.exercise = copy.resolve("exercises").resolve(stage.name());
  }

  void measure() throws Exception {
    for (Path file : stage.filesToWrite()) {
      Files.writeString(exercise.resolve(file), Stage.text(stage.solution().resolve(file)));
    }
    // The copy has to be built before its first command can be timed.
    require(Shell.workshop(copy, Map.of(), "next"));
    double save = watch();
    double maven = Median.of(MAVEN_RUNS, () -> mavenTest("-Dgroups=core,stretch"));
    double mavenCore = Median.of(MAVEN_RUNS, this::mavenTest);
    System.out.printf(
        "  mvn -q -pl exercises/%s test -Dgroups=core,stretch  %.2f s; ratio %.1f%n",
        stage, maven, maven / save);
    System.out.printf(
        "  mvn -q -pl exercises/%s test (core alone)           %.2f s; ratio %.1f%n",
        stage, mavenCore, mavenCore / save);
  }

  private double watch() throws Exception {
    long begin = System.nanoTime();
    Process watch =
        new ProcessBuilder(Shell.workshopCommand(copy, "watch", stage.number()))
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader screen =
        new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
      awaitVerdict(screen);
      double first = (System.nanoTime() - begin) / 1e9;
      Median.of(WARM_UP, () -> saveAndWait(screen));
      double save = Median.of(SAVES, () -> saveAndWait(screen));
      System.out.printf("%s, the whole suite, core and stretch%n", stage);
      System.out.printf("  ./workshop watch: from start to the first verdict  %.2f s%n", first);
      System.out.printf(
          "  from saving a file to the verdict, median of %d     %.2f s%n", SAVES, save);
      return save;
    } finally {
      watch.getOutputStream().write("q\n".getBytes(StandardCharsets.UTF_8));
      watch.getOutputStream().flush();
      if (!watch.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        watch.destroyForcibly();
      }
    }
  }

  private int saveAndWait(BufferedReader screen) throws IOException {
    Path file = exercise.resolve(stage.filesToWrite().get(0));
    Files.writeString(
        file, Stage.text(stage.solution().resolve(stage.filesToWrite().get(0))) + "// " + ++saves);
    awaitVerdict(screen);
    return saves;
  }

  private void awaitVerdict(BufferedReader screen) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = screen.readLine(); line != null; line = screen.readLine()) {
      seen.append(line).append('\n');
      if (line.startsWith(END_OF_VERDICT)) {
        requirePassed(seen.toString());
        return;
      }
    }
    throw new IllegalStateException("The watch ended:\n" + seen);
  }

  private static void requirePassed(String verdict) {
    if (!verdict.contains(PASSED)) {
      throw new IllegalStateException("The solution does not pass:\n" + verdict);
    }
  }

  private Shell.Output mavenTest(String... more) throws IOException, InterruptedException {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(new String[] {"-q", "-pl", "exercises/" + stage, "test"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    Shell.Output output = Shell.maven(copy, arguments);
    require(output);
    return output;
  }

  private static void require(Shell.Output output) {
    if (output.exitCode() != 0) {
      throw new IllegalStateException(output.tail(40));
    }
  }
}
