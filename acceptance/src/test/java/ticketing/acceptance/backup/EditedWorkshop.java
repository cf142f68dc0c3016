package ticketing.acceptance.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Creates a copy of the workshop in which a student has edited exercise 03. */
final class EditedWorkshop {
  /** The name of the edited exercise. */
  static final String EXERCISE = "03-validate-loop";

  private final Path root;
  private final Path code;
  private final Map<Path, UUID> shipped;

  EditedWorkshop() throws IOException {
    this.root = WorkshopCopy.create();
    this.code = exercise().resolve(Workshop.here().stage(EXERCISE).filesToWrite().get(0));
    this.shipped = files(exercise());
    edit();
  }

  /** Writes code with Windows line ends, a helper class that is not UTF-8, and an edited test. */
  private void edit() throws IOException {
    Files.writeString(code, Stage.text(code).replace("// TODO", "// mine").replace("\n", "\r\n"));
    Files.write(helper(), new byte[] {'/', '/', -1, 0, '\r'});
    Path tests = exercise().resolve("src/test");
    for (Path test : Stage.filesIn(tests)) {
      Files.writeString(tests.resolve(test), Stage.text(tests.resolve(test)) + "// mine\n");
    }
  }

  /** Returns the folder of the copy. */
  Path root() {
    return root;
  }

  /** Returns the folder of the exercise. */
  Path exercise() {
    return root.resolve("exercises").resolve(EXERCISE);
  }

  /** Returns the file that the exercise asks for. */
  Path code() {
    return code;
  }

  /** Returns the helper class, which is not part of the original exercise. */
  Path helper() {
    return code.resolveSibling("Helper.java");
  }

  /** Returns the original files of the exercise. */
  Map<Path, UUID> shipped() {
    return shipped;
  }

  /** Runs a command and asserts that it succeeds. */
  Shell.Output run(String... arguments) throws Exception {
    Shell.Output output = CommandProcess.run(root, Map.of(), arguments);
    assertThat(output.exitCode()).as(output.text()).isZero();
    return output;
  }

  /** Returns all files under a folder, each with a digest of its bytes. */
  static Map<Path, UUID> files(Path folder) throws IOException {
    Map<Path, UUID> files = new TreeMap<>();
    for (Path file : Stage.filesIn(folder)) {
      // Hidden files belong to an editor or are left by a killed command.
      if (!Stage.isEditorFile(file)) {
        files.put(file, UUID.nameUUIDFromBytes(Files.readAllBytes(folder.resolve(file))));
      }
    }
    return files;
  }
}
