package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;

/**
 * A sample answer to an exercise: a file in {@code acceptance/answers/MODULE/right} or {@code
 * wrong}. It replaces the class of its name in the solution, or in {@code orders}.
 *
 * <p>Its first lines say why people write it ({@code // Why:}). A wrong one names the tests that
 * catch it ({@code // Caught by:}, a line each) and, if it breaks "exactly one", a schedule that
 * shows it ({@code // Counterexample:}). A right one names the tests that it passes ({@code //
 * Passes: core, stretch}).
 *
 * @param module the folder of the solution, or of {@code orders}
 * @param file where it is
 */
public record Answer(Path module, Path file) {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?final class (\\w+)");
  private static final String SHARED = "orders";

  /** All wrong, or all right answers; or those whose name has what {@code -Danswer=} says. */
  public static List<Answer> chosen(Workshop workshop, String kind) {
    return Stream.concat(
            workshop.stages().stream().flatMap(stage -> of(workshop, stage, kind).stream()),
            in(workshop, workshop.root().resolve(SHARED), kind).stream())
        .filter(answer -> answer.toString().contains(System.getProperty("answer", "")))
        .toList();
  }

  /** The wrong, or the right answers to an exercise. */
  public static List<Answer> of(Workshop workshop, Stage stage, String kind) {
    return in(workshop, stage.solution(), kind);
  }

  private static List<Answer> in(Workshop workshop, Path module, String kind) {
    Path folder =
        workshop.root().resolve("acceptance/answers").resolve(module.getFileName()).resolve(kind);
    return Stage.filesIn(folder).stream()
        .map(file -> new Answer(module, folder.resolve(file)))
        .toList();
  }

  /** What its first lines say after this word and a colon. */
  public List<String> header(String word) {
    // The formatter breaks the line before a name that is too long for it.
    Pattern line = Pattern.compile("(?m)^// " + word + ":(?: |\n// (?=\\S+$))(\\S.*)$");
    return line.matcher(Stage.text(file)).results().map(each -> each.group(1)).toList();
  }

  /** Compiles the module's code and tests with this answer, in an empty folder. */
  public StageCode compile(Path folder) throws IOException {
    PristineCopy.copyTree(module.resolve("src"), folder.resolve("src"));
    String text = Stage.text(file);
    String name = CLASS.matcher(text).results().findFirst().orElseThrow().group(1).concat(".java");
    List<Path> replaced =
        Stage.filesIn(folder).stream().filter(path -> path.endsWith(name)).toList();
    assertThat(replaced).as("the files that %s replaces", file).hasSize(1);
    Files.writeString(folder.resolve(replaced.get(0)), text);
    return StageCode.withTests(folder);
  }

  @Override
  public String toString() {
    return module.getFileName() + ": " + file.getFileName();
  }
}
