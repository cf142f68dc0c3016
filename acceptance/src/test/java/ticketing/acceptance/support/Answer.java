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
 * A sample answer to an exercise: a file in {@code acceptance/answers/MODULE/right}, {@code wrong}
 * or {@code versions}. It replaces the class of its name in the solution, or in {@code orders}. It
 * is that class, or an {@link AnswerPatch}.
 *
 * <p>Its first lines say why people write it ({@code // Why:}). A wrong one names the tests that
 * catch it ({@code // Caught by:}, a line each) and, if it breaks "exactly one", a schedule that
 * shows it ({@code // Counterexample:}). A right one names the tests that it passes ({@code //
 * Passes: core, stretch}).
 *
 * @param workshop whose answer it is
 * @param module the folder of the solution, or of {@code orders}
 * @param file where it is
 */
public record Answer(Workshop workshop, Path module, Path file) {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");
  private static final String SHARED = "orders";

  /** Returns all answers of a kind, or those whose name contains the value of {@code -Danswer}. */
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

  /** Returns the answer to an exercise that has this name, such as {@code wrong/NoSettle}. */
  public static Answer named(Workshop workshop, Stage stage, String name) {
    Path path = Path.of(name);
    return of(workshop, stage, path.getParent().toString()).stream()
        .filter(answer -> answer.name().equals(path.getFileName().toString()))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("There is no answer %s to %s".formatted(name, stage)));
  }

  /** Returns the name of its file, without the extension. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
  }

  /** Returns what its first lines say after this word and a colon. */
  public List<String> header(String word) {
    Pattern line = Pattern.compile("(?m)^// " + word + ": (.+)$");
    return line.matcher(Stage.text(file)).results().map(each -> each.group(1)).toList();
  }

  /** Returns whether it is a patch. */
  public boolean isPatch() {
    return file.toString().endsWith(AnswerPatch.ENDING);
  }

  /** Returns the code of the class. */
  public String code() {
    return isPatch() ? new AnswerPatch(workshop.root(), file).apply() : Stage.text(file);
  }

  /** Returns the file that it replaces in a folder, which has a module's code. */
  public Path replacedIn(Path folder) {
    String name = CLASS.matcher(code()).results().findFirst().orElseThrow().group(1) + ".java";
    List<Path> replaced =
        Stage.filesIn(folder.resolve("src")).stream().filter(path -> path.endsWith(name)).toList();
    assertThat(replaced).as("the files that %s replaces", file).hasSize(1);
    return folder.resolve("src").resolve(replaced.get(0));
  }

  /** Compiles the module's code and tests with this answer, in an empty folder. */
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
