package ticketing.runner.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** A copy of the workshop in which somebody has worked at exercise 03; for each check a new one. */
final class SomebodysWork {
  /** The stage. */
  static final String STAGE = "03-validate-loop";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Workshop workshop;
  private final Path copy;
  private final Map<Path, String> shipped;
  private final Map<Path, String> written;

  SomebodysWork(Workshop workshop) throws Exception {
    this.workshop = workshop;
    this.copy = PristineCopy.of(workshop);
    this.shipped = contents(exercise());
    // The launcher builds the copy's runner; from here on, the runner alone will do.
    requireTold(Shell.workshop(copy, Map.of(), "restore"), 1, "There are no backups yet");
    write();
    this.written = contents(exercise());
  }

  /** Code with the line ends of Windows, a helper class that is no text, an edited test. */
  private void write() throws Exception {
    PristineCopy.write(
        code(), Stage.text(code()).replace("// TODO", "// mine").replace("\n", "\r\n"));
    Files.write(helper(), new byte[] {'/', '/', -1, 0, '\r'});
    for (Path file : Stage.filesIn(exercise().resolve("src/test"))) {
      Path test = exercise().resolve("src/test").resolve(file);
      PristineCopy.write(test, Stage.text(test) + "// mine\n");
    }
  }

  Path copy() {
    return copy;
  }

  /** The folder of the exercise. */
  Path exercise() {
    return exercise(STAGE);
  }

  Path exercise(String name) {
    return copy.resolve("exercises").resolve(name);
  }

  /** The first file to be written. */
  Path code() {
    return exercise().resolve(workshop.stage(STAGE).filesToWrite().get(0));
  }

  /** The helper class. */
  Path helper() {
    return code().resolveSibling("Helper.java");
  }

  /** What the exercise was before. */
  Map<Path, String> shipped() {
    return shipped;
  }

  /** What somebody made of it. */
  Map<Path, String> written() {
    return written;
  }

  /** Runs a command in the copy. */
  Shell.Output run(String... arguments) throws Exception {
    return Shell.run(copy, Map.of(), LIMIT, Shell.runnerCommand(copy, arguments));
  }

  /** Every file and its bytes, each byte a character. */
  static Map<Path, String> contents(Path folder) throws Exception {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : Stage.filesIn(folder)) {
      contents.put(file, Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  static void requireSame(String what, Map<Path, String> before, Map<Path, String> after)
      throws Check.Failed {
    Map<Path, String> different = new TreeMap<>(before);
    different.putAll(after);
    different.keySet().removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    Check.require(different.isEmpty(), what + ": other bytes in " + different.keySet());
    Check.require(!before.isEmpty(), what + ": there is nothing");
  }

  static void requireTold(Shell.Output output, int exitCode, String... words) throws Check.Failed {
    Check.require(
        output.exitCode() == exitCode, "exit code " + output.exitCode() + "\n" + output.text());
    Check.require(!output.text().contains("\tat "), output.text());
    for (String word : words) {
      Check.require(
          output.text().contains(word), "it does not say " + word + ":\n" + output.text());
    }
  }
}
