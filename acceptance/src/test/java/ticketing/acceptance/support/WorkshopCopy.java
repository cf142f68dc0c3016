package ticketing.acceptance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Copies the workshop for tests that change files. */
public final class WorkshopCopy {
  private static final Path ARGUMENTS = Path.of("runner/target/workshop.args");

  private WorkshopCopy() {}

  /** Creates a pristine copy whose commands use the classes of this build. */
  public static Path create() {
    Workshop workshop = Workshop.here();
    Path copy = PristineCopy.of(workshop);
    String arguments = Stage.text(workshop.root().resolve(ARGUMENTS));
    try {
      Files.createDirectories(copy.resolve(ARGUMENTS).getParent());
      Files.writeString(
          copy.resolve(ARGUMENTS),
          arguments.replaceFirst("(?<=\"-Dworkshop\\.root=)[^\"]*", copy.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }
}
