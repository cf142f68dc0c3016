package ticketing.acceptance.support;

import java.nio.file.Path;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;

/** Edits an exercise in a copy of the workshop, as a student does. */
public final class Exercise {
  private final Stage stage;
  private final Path folder;
  private final Path file;
  private final String start;

  /** Opens the exercise with this number. */
  public Exercise(Path copy, String number) {
    this(new Workshop(copy).stage(number));
  }

  private Exercise(Stage stage) {
    this(stage, stage.exercise());
  }

  /** Opens the exercise of a stage in this folder. */
  public Exercise(Stage stage, Path folder) {
    this.stage = stage;
    this.folder = folder;
    this.file = folder.resolve(stage.filesToWrite().get(0));
    this.start = Stage.text(file);
  }

  /** Returns the file whose workflow method the student writes. */
  public Path file() {
    return file;
  }

  /** Returns the file's original text. */
  public String start() {
    return start;
  }

  /** Replaces the body of the workflow method, which throws in the starter code. */
  public void writeBody(String code) {
    write(beforeBody() + "    " + code + "\n  }\n}\n");
  }

  private String beforeBody() {
    return start.substring(0, start.indexOf("    throw new"));
  }

  /** Returns the file and line of the body, as failures print them. */
  public String place() {
    return file.getFileName() + ":" + (beforeBody().lines().count() + 1);
  }

  /** Replaces the whole file. */
  public void write(String text) {
    AtomicFiles.write(file, text);
  }

  /** Replaces the file with a sample answer, such as {@code wrong/NoSettle}. */
  public void writeAnswer(String name) {
    Workshop workshop = Workshop.here();
    Answer answer = Answer.named(workshop, workshop.stage(stage.name()), name);
    AtomicFiles.write(answer.replacedIn(folder), answer.code());
  }

  /** Replaces the files with the solution. */
  public void solve() {
    takeFrom(stage.solution());
  }

  /** Replaces the files with code that passes core and no more. */
  public void solveCore() {
    takeFrom(stage.coreSolution());
  }

  private void takeFrom(Path solution) {
    for (Path each : stage.filesToWrite()) {
      AtomicFiles.write(folder.resolve(each), Stage.text(solution.resolve(each)));
    }
  }
}
