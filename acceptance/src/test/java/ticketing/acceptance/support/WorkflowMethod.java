package ticketing.acceptance.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ticketing.runner.stages.Stage;

/** The workflow method of exercise 03 in a copy of the workshop: code that a student may write. */
public final class WorkflowMethod {
  /** The exercise. */
  public static final String EXERCISE = "03-validate-loop";

  private static final Path FILE =
      Path.of("src/main/java/ticketing/validateloop/ValidateLoopOrderWorkflow.java");

  private final Path file;
  private final String before;

  /** In this exercise, which nobody has edited. */
  public WorkflowMethod(Path exercise) {
    this.file = exercise.resolve(FILE);
    String text = Stage.text(file);
    this.before = text.substring(0, text.indexOf("    throw new"));
  }

  /** Replaces its body. */
  public void write(String body) throws IOException {
    Files.writeString(file, before + "    " + body + "\n  }\n}\n");
  }

  /** Replaces the whole file by an answer. */
  public void write(Answer answer) throws IOException {
    Files.writeString(file, Stage.text(answer.file()));
  }

  /** The line where the body begins. */
  public long line() {
    return before.lines().count() + 1;
  }

  /** The same as a failure names it. */
  public String place() {
    return FILE.getFileName() + ":" + line();
  }
}
