package ticketing.runner.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.compare.JavaFormat;

/** {@code ./workshop format}: for maintainers. It never touches a file that a student writes. */
@Command(name = "format", description = "For maintainers: format our own code.")
public final class FormatCommand implements Runnable {

  @Override
  public void run() {
    for (Path file : Formatting.ourFiles(Workshop.here())) {
      String text = Stage.text(file);
      String formatted = JavaFormat.format(text);
      if (!formatted.equals(text)) {
        try {
          Files.writeString(file, formatted);
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot write " + file, e);
        }
        System.out.println(file);
      }
    }
  }
}
