package ticketing.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.verify.GoldenHistories;

/** {@code ./workshop record}: for maintainers. What it writes is to be looked at, and committed. */
@Command(
    name = "record",
    description = "For maintainers: record the golden histories of the solutions anew.")
final class RecordCommand implements Runnable {

  @Override
  public void run() {
    Workshop workshop = Workshop.here();
    for (GoldenHistories histories : GoldenHistories.all(workshop)) {
      try {
        for (Path file : histories.record()) {
          System.out.println(workshop.root().relativize(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write the histories", e);
      }
    }
  }
}
