package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** What of the code is ours, and so has to be formatted. */
public final class Formatting {
  private Formatting() {}

  /** Our Java files; those that students write are not among them. */
  public static List<Path> ourFiles(Workshop workshop) {
    Set<Path> theirs = new HashSet<>();
    for (Stage stage : workshop.stages()) {
      stage.filesToWrite().forEach(file -> theirs.add(stage.exercise().resolve(file)));
    }
    return Stream.of(
            "ticket-system/src", "orders/src", "testkit/src", "runner", "exercises", "solutions")
        .map(folder -> workshop.root().resolve(folder))
        .flatMap(folder -> Stage.filesIn(folder).stream().map(folder::resolve))
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !workshop.root().relativize(file).toString().contains("target"))
        .filter(file -> !theirs.contains(file))
        .toList();
  }
}
