package ticketing.runner.verify;

import java.nio.file.Path;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;

/** Exercise 03 of a pristine copy, with code in it that somebody may have written; until closed. */
final class EditedExercise implements AutoCloseable {
  /** Its name. */
  static final String NAME = "03-validate-loop";

  private final Path folder;
  private final Path file;
  private final String before;
  private final long line;

  private EditedExercise(Path copy) {
    this.folder = copy.resolve("exercises").resolve(NAME);
    this.file =
        Stage.filesIn(folder.resolve("src/main")).stream()
            .filter(path -> path.toString().endsWith("OrderWorkflow.java"))
            .map(path -> folder.resolve("src/main").resolve(path))
            .findFirst()
            .orElseThrow();
    this.before = Stage.text(file);
    this.line = before.substring(0, start()).lines().count() + 1;
  }

  private int start() {
    return before.indexOf("    throw new");
  }

  /** With this code as the body of the workflow method. */
  static EditedExercise withBody(Path copy, String code) {
    EditedExercise exercise = new EditedExercise(copy);
    String begin = exercise.before.substring(0, exercise.start());
    PristineCopy.write(exercise.file, begin + "    " + code + "\n  }\n}\n");
    return exercise;
  }

  /** With this text as the whole file. */
  static EditedExercise withText(Path copy, String text) {
    EditedExercise exercise = new EditedExercise(copy);
    PristineCopy.write(exercise.file, text);
    return exercise;
  }

  /** The exercise's folder. */
  Path folder() {
    return folder;
  }

  /** Where the body is, such as {@code ValidateLoopOrderWorkflow.java:34}. */
  String place() {
    return file.getFileName() + ":" + line;
  }

  @Override
  public void close() {
    PristineCopy.write(file, before);
  }
}
