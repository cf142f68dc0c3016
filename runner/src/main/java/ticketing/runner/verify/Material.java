package ticketing.runner.verify;

import java.nio.file.Path;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.compare.JavaFormat;

/** Checks of the files themselves. */
final class Material {
  private Material() {}

  static Check formatted(Workshop workshop) {
    return new Check(
        "our code is formatted",
        () -> {
          for (Path file : Formatting.ourFiles(workshop)) {
            String text = Stage.text(file);
            Check.require(
                JavaFormat.format(text).equals(text), file + " is not. Run: ./workshop format");
          }
          return 1;
        });
  }
}
