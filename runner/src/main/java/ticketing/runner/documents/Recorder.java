package ticketing.runner.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/**
 * Types the commands of a {@link Recording} in a copy of the workshop, and takes down what they
 * print. Each recording begins with the copy as it ships. {@link TypedCommands} says which commands
 * there are.
 */
public final class Recorder {
  private final Path copy;
  private final Path kept = TemporaryFolder.create("workshop-recorder");

  /** Records in this copy, which is as it ships, and builds it. */
  public Recorder(Path copy) throws IOException, InterruptedException {
    this.copy = copy;
    copyTree(copy.resolve("database"), kept);
    Shell.Output built = Shell.workshop(copy, Map.of(), "--help");
    if (built.exitCode() != 0) {
      throw new UsageException("The copy cannot be built:\n" + built.tail(40), 1);
    }
  }

  /**
   * Types the commands of a recording again.
   *
   * @return the same commands, with what they printed now
   * @throws UsageException if a command cannot be run, or waits in vain
   */
  public Recording again(Recording recording) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>(recording.head());
    try (TypedCommands commands = new TypedCommands(copy)) {
      for (String command : recording.commands()) {
        commands.type(command);
      }
      lines.addAll(commands.end());
    } finally {
      putBack();
    }
    return new Recording(recording.file(), lines);
  }

  /** What the workshop writes while it runs; {@link TypedCommands} puts back what was copied. */
  private void putBack() throws IOException {
    for (String written : List.of("database", "demo-runs", ".workshop")) {
      if (Files.exists(copy.resolve(written))) {
        TemporaryFolder.delete(copy.resolve(written));
      }
    }
    copyTree(kept, copy.resolve("database"));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
