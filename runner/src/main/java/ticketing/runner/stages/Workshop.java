package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** Knows the workshop's folder and its stages, which are the folders in {@code solutions/}. */
public final class Workshop {
  /** The name of {@link #notes}. */
  public static final String NOTES = ".workshop";

  private final Path root;
  private final List<Stage> stages;

  private Workshop(Path root) {
    this.root = root;
    try (Stream<Path> folders = Files.list(root.resolve("solutions"))) {
      this.stages =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .map(folder -> new Stage(root, folder.getFileName().toString()))
              .sorted((one, other) -> one.name().compareTo(other.name()))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stages in " + root, e);
    }
  }

  /** Returns the workshop that the launcher was started in, for tests. */
  public static Workshop here() {
    return of(CommandContext.ofProcess());
  }

  /** Returns the workshop that a command works on. */
  public static Workshop of(CommandContext context) {
    return new Workshop(context.root());
  }

  /** Returns the workshop in this folder, which is absolute. */
  public static Workshop at(Path root) {
    return new Workshop(root);
  }

  /** Returns the workshop's folder. */
  public Path root() {
    return root;
  }

  /** Returns the folder for progress and backups, which Git ignores. */
  public Path notes() {
    return root.resolve(NOTES);
  }

  /** Returns the stages, in their order. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * Returns the stage of this name or number, such as {@code 03-validate-loop} or {@code 03}.
   *
   * @param comparisons what the caller takes in addition to stages, for the message
   * @throws UsageException if there is none
   */
  public Stage stage(String nameOrNumber, String... comparisons) {
    return stages.stream()
        .filter(
            stage ->
                stage.name().equals(nameOrNumber)
                    || stage.number().equals(nameOrNumber)
                    || stage.number().equals("0" + nameOrNumber))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no exercise \"%s\". The exercises are %s; the number is enough, such as %s.%s"
                        .formatted(
                            nameOrNumber,
                            String.join(", ", stages.stream().map(Stage::name).toList()),
                            stages.get(0).number(),
                            comparisons.length == 0
                                ? ""
                                : " For comparison: " + String.join(", ", comparisons) + ".")));
  }
}
