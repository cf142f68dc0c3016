package ticketing.acceptance.terminal;

import java.nio.file.Path;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** An exercise in a copy of the workshop, and what a student may write into it. */
final class Exercise {
  private final Stage stage;
  private final Path folder;
  private final String start;

  /** The file whose workflow method is to be written. */
  final Path file;

  /** The one of this number, nobody has edited it. */
  Exercise(Path copy, String number) {
    this.stage = Workshop.here().stage(number);
    this.folder = copy.resolve("exercises").resolve(stage.name());
    this.file = folder.resolve(stage.filesToWrite().get(0));
    this.start = Stage.text(file);
  }

  /** Replaces the body that throws. */
  void writeBody(String code) {
    write(start.substring(0, start.indexOf("    throw new")) + "    " + code + "\n  }\n}\n");
  }

  void write(String text) {
    PristineCopy.write(file, text);
  }

  /** What the exercise began with. */
  String start() {
    return start;
  }

  /** Writes a sample answer, such as {@code wrong/NoSettle}. */
  void writeAnswer(String name) {
    Path answers = Workshop.here().root().resolve("acceptance/answers").resolve(stage.name());
    write(Stage.text(answers.resolve(name + ".java")));
  }

  /** Writes what the solution has in this file. */
  void solve() {
    for (Path each : stage.filesToWrite()) {
      PristineCopy.write(folder.resolve(each), Stage.text(stage.solution().resolve(each)));
    }
  }
}
