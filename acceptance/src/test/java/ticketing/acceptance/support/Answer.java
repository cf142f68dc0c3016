package ticketing.acceptance.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;

/**
 * A sample answer to an exercise: a file in {@code acceptance/answers/MODULE/right}, {@code wrong},
 * or {@code versions}. It contains a class, or an {@link AnswerPatch} for one, and replaces the
 * class of that name in the solution or in {@code orders}.
 *
 * <p>Its first lines say why people write it ({@code // Why:}). A wrong answer names the tests that
 * catch it ({@code // Caught by:}, one per line) and, if it breaks "exactly one", a schedule as
 * evidence ({@code // Counterexample:}). A right answer names the rings that it passes ({@code //
 * Passes: core, proof}).
 *
 * @param workshop the workshop that contains the answer
 * @param module the folder of the solution, or of {@code orders}
 * @param file the path of the answer
 */
public record Answer(Workshop workshop, Path module, Path file) {
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)");
  private static final String SHARED = "orders";

  /**
   * Returns all answers of a kind; with {@code -Danswer=TEXT}, only those with TEXT in their names.
   */
  public static List<Answer> chosen(Workshop workshop, String kind) {
    return Stream.concat(
            workshop.stages().stream().flatMap(stage -> of(workshop, stage, kind).stream()),
            in(workshop, workshop.root().resolve(SHARED), kind).stream())
        .filter(answer -> answer.toString().contains(System.getProperty("answer", "")))
        .toList();
  }

  /** Returns the answers of a kind to an exercise. */
  public static List<Answer> of(Workshop workshop, Stage stage, String kind) {
    return in(workshop, stage.solution(), kind);
  }

  private static List<Answer> in(Workshop workshop, Path module, String kind) {
    Path folder =
        workshop.root().resolve("acceptance/answers").resolve(module.getFileName()).resolve(kind);
    return Stage.filesIn(folder).stream()
        .map(file -> new Answer(workshop, module, folder.resolve(file)))
        .toList();
  }

  /** Returns the answer with this name, such as {@code wrong/NoSettle}. */
  public static Answer named(Workshop workshop, Stage stage, String name) {
    Path path = Path.of(name);
    return of(workshop, stage, path.getParent().toString()).stream()
        .filter(answer -> answer.name().equals(path.getFileName().toString()))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("There is no answer %s to %s".formatted(name, stage)));
  }

  /** Returns the file name without the extension. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
  }

  /** Returns the values of the header lines with this name. */
  public List<String> header(String name) {
    Pattern line = Pattern.compile("(?m)^// " + name + ": (.+)$");
    return line.matcher(Stage.text(file)).results().map(each -> each.group(1)).toList();
  }

  /** Returns whether this answer is a patch. */
  public boolean isPatch() {
    return file.toString().endsWith(AnswerPatch.EXTENSION);
  }

  /** Returns the code of the answer's class. */
  public String code() {
    return isPatch() ? new AnswerPatch(workshop.root(), file).apply() : Stage.text(file);
  }

  /** Returns the file that this answer replaces in a folder with a module's code. */
  public Path replacedIn(Path folder) {
    String name = CLASS.matcher(code()).results().findFirst().orElseThrow().group(1) + ".java";
    List<Path> replaced =
        Stage.filesIn(folder.resolve("src")).stream().filter(path -> path.endsWith(name)).toList();
    assertThat(replaced).as("the files that %s replaces", file).hasSize(1);
    return folder.resolve("src").resolve(replaced.get(0));
  }

  /** Compiles the module's code and tests with this answer, in this empty folder. */
  public StageCode compile(Path folder) throws IOException {
    PristineCopy.copyTree(module.resolve("src"), folder.resolve("src"));
    Files.writeString(replacedIn(folder), code());
    return StageCode.withTests(folder);
  }

  @Override
  public String toString() {
    return module.getFileName() + ": " + name();
  }
}
