package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** The workshop's folder, absolute, and its stages, which are the folders in {@code solutions/}. */
public record Workshop(Path root) {
  /** The folder for progress and backups, which Git ignores. */
  public static final String NOTES = ".workshop";

  /** What is in the ticket database of a fresh clone. */
  private static final Set<String> SHIPPED =
      Set.of("reservations.json", "order-112358", "order-271828");

  /** Returns the workshop that the launcher was started in, for tests. */
  public static Workshop here() {
    return of(CommandContext.ofProcess());
  }

  /** Returns the workshop that a command works on. */
  public static Workshop of(CommandContext context) {
    return new Workshop(context.root());
  }

  /** Returns the stages, in their order. */
  public List<Stage> stages() {
    try (Stream<Path> folders = Files.list(root.resolve("solutions"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .sorted()
          .map(folder -> new Stage(root, folder.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stages in " + root, e);
    }
  }

  /** Returns what orders have added to the ticket database in {@code database/}. */
  public List<Path> tickets() {
    try (Stream<Path> files = Files.list(root.resolve("database"))) {
      return files.filter(file -> !SHIPPED.contains(file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the tickets in " + root, e);
    }
  }

  /** Returns the stage of this name or number; the caller takes these comparisons as well. */
  public Stage stage(String nameOrNumber, String... comparisons) {
    List<Stage> stages = stages();
    return stages.stream()
        .filter(
            stage ->
                List.of(stage.name(), stage.number()).contains(nameOrNumber)
                    || stage.number().equals("0" + nameOrNumber))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no exercise \"%s\". The exercises are %s; the number is enough, such as %s.%s",
                    nameOrNumber,
                    stages.stream().map(Stage::name).collect(Collectors.joining(", ")),
                    stages.get(0).number(),
                    comparisons.length == 0
                        ? ""
                        : " For comparison: " + String.join(", ", comparisons) + "."));
  }
}
