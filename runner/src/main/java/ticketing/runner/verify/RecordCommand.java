package ticketing.runner.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.documents.Demonstrations;
import ticketing.runner.documents.Excerpts;
import ticketing.runner.documents.Recorder;
import ticketing.runner.documents.Recording;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.UsageException;

/** {@code ./workshop record}: for maintainers. What it writes is to be looked at, and committed. */
@Command(
    name = "record",
    description = "For maintainers: record anew what the commands print that the documents show.")
public final class RecordCommand implements Callable<Integer> {
  private final Workshop workshop = Workshop.here();

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only what is in a file whose path has this, such as recordings or demo.")
  private Pattern only = Pattern.compile("");

  @Option(
      names = "--all",
      description = "Also what says of itself that it cannot be recorded without preparation.")
  private boolean all;

  @Override
  public Integer call() throws InterruptedException {
    try {
      return recordTerminals() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot record", e);
    }
  }

  /** Whether all of them could be; one that cannot stays as it is, and the others go on. */
  private boolean recordTerminals() throws IOException, InterruptedException {
    Recorder recorder = null;
    boolean recorded = true;
    for (Recording recording : recordings()) {
      if (recording.once().isPresent() && !all
          || !only.matcher(recording.file().toString()).find()) {
        continue;
      }
      if (recorder == null) {
        recorder = new Recorder(PristineCopy.of(workshop));
      }
      try {
        Recording again = recorder.again(recording);
        Files.createDirectories(recording.file().getParent());
        SafeFile.write(recording.file(), String.join("\n", again.lines()) + "\n");
        say(recording.file());
      } catch (UsageException e) {
        recorded = false;
        System.out.println(recording.name() + ": " + e.getMessage());
      }
    }
    Excerpts.of(workshop).lost().forEach(System.out::println);
    return recorded;
  }

  /** Those of the demonstrations with the commands that they print now. */
  private List<Recording> recordings() {
    return Stream.concat(
            Recording.all(workshop).stream().filter(recording -> !Demonstrations.isOne(recording)),
            Demonstrations.of(workshop).scripts().stream())
        .toList();
  }

  private void say(Path file) {
    System.out.println(workshop.root().relativize(file));
  }
}
