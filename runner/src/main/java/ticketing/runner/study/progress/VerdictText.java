package ticketing.runner.study.progress;

import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.TextStyle;

/** Prints a verdict: the marks of all tests, the first failure in full, a line for each other. */
public final class VerdictText {
  private VerdictText() {}

  /** Returns the mark of a test. */
  public static String mark(TestVerdict test) {
    return test.passed()
        ? TextStyle.styled(Ansi.AUTO, Style.fg_green, "✓")
        : TextStyle.styled(Ansi.AUTO, Style.fg_red, "✗");
  }

  /** Returns the verdict as text; the last line has a line end. */
  public static String of(Stage stage, Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return edited(stage) + verdict.problem().strip() + "\n";
    }
    StringBuilder out = new StringBuilder(edited(stage));
    out.append(row("core", verdict.core()));
    if (!verdict.stretch().isEmpty()) {
      out.append(row("stretch", verdict.stretch()));
    }
    Set<String> printed = new HashSet<>();
    for (TestVerdict failure : verdict.failures()) {
      out.append(printed.isEmpty() ? inFull(failure) : inALine(failure, printed));
      printed.add(failure.headline());
    }
    return out.append(whatNow(stage, verdict)).toString();
  }

  /** Returns a line about given files that were edited or deleted; empty if there are none. */
  public static String edited(Stage stage) {
    return stage.editedBesides().isEmpty()
        ? ""
        : "! Not the original: %s. To get it back, type ./workshop reset %s, which keeps a copy of your code.%n"
            .formatted(editedFiles(stage), stage.number());
  }

  /** Returns the names of the given files that were edited or deleted. */
  public static String editedFiles(Stage stage) {
    return stage.editedBesides().stream()
        .map(
            file ->
                file.getFileName()
                    + (Files.exists(stage.exercise().resolve(file)) ? "" : " (missing)"))
        .collect(Collectors.joining(", "));
  }

  /** Returns the marks of some tests. */
  public static String marks(List<TestVerdict> tests) {
    return tests.stream().map(VerdictText::mark).collect(Collectors.joining());
  }

  /** Returns how many of the tests passed, such as {@code 3 of 8}. */
  public static String count(List<TestVerdict> tests) {
    return "%d of %d".formatted(tests.stream().filter(TestVerdict::passed).count(), tests.size());
  }

  private static String row(String name, List<TestVerdict> tests) {
    return "%-8s %s  %s%n".formatted(name, marks(tests), count(tests));
  }

  private static String inFull(TestVerdict failure) {
    return TextStyle.bold("✗ " + failure.sentence()) + "\n" + failure.lesson().strip().indent(2);
  }

  /** Adds the reason, unless an earlier failure has the same. */
  private static String inALine(TestVerdict failure, Set<String> printed) {
    String why = printed.contains(failure.headline()) ? "" : ": " + failure.headline();
    return "✗ " + failure.sentence() + why + "\n";
  }

  private static String whatNow(Stage stage, Verdict verdict) {
    if (verdict.isAllDone()) {
      return TextStyle.bold("All of " + stage + " passes.") + "\n";
    }
    return verdict.isCoreDone()
        ? TextStyle.bold("Core of " + stage + " passes.") + " The rest is stretch.\n"
        : "";
  }
}
