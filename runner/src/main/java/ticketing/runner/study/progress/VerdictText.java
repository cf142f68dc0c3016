package ticketing.runner.study.progress;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;

/** A verdict, told at a glance: the marks of all tests, the first failure in full, the others. */
public final class VerdictText {
  private static final Ansi COLOURS = Ansi.AUTO;

  private VerdictText() {}

  /** The mark of a test. */
  public static String mark(TestVerdict test) {
    return COLOURS.string(test.passed() ? "@|green ✓|@" : "@|red ✗|@");
  }

  /** The whole of it; the last line has a line end. */
  public static String of(Stage stage, Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return edited(stage) + verdict.problem().strip() + "\n";
    }
    StringBuilder out = new StringBuilder(edited(stage));
    out.append(row("core", verdict.core()));
    if (!verdict.stretch().isEmpty()) {
      out.append(row("stretch", verdict.stretch()));
    }
    Set<String> told = new HashSet<>();
    for (TestVerdict failure : verdict.failures()) {
      out.append(told.isEmpty() ? inFull(failure) : inALine(failure, told));
      told.add(failure.headline());
    }
    return out.append(whatNow(stage, verdict)).toString();
  }

  /** That tests, or what else was given, is not as it was; empty if all is. */
  public static String edited(Stage stage) {
    String names =
        stage.editedBesides().stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? ""
        : "! Not as it was given: %s. To have it back: ./workshop reset %s, which keeps a copy of all you wrote.%n"
            .formatted(names, stage.number());
  }

  /** How many of the tests passed, such as {@code 3 of 8}. */
  public static String count(List<TestVerdict> tests) {
    return "%d of %d".formatted(tests.stream().filter(TestVerdict::passed).count(), tests.size());
  }

  private static String row(String name, List<TestVerdict> tests) {
    String marks = tests.stream().map(VerdictText::mark).collect(Collectors.joining());
    return "%-8s %s  %s%n".formatted(name, marks, count(tests));
  }

  private static String inFull(TestVerdict failure) {
    return bold("✗ " + failure.sentence()) + "\n" + failure.lesson().strip().indent(2);
  }

  /** Why it failed, too, unless an earlier failure has said the same. */
  private static String inALine(TestVerdict failure, Set<String> told) {
    String why = told.contains(failure.headline()) ? "" : ": " + failure.headline();
    return "✗ " + failure.sentence() + why + "\n";
  }

  private static String whatNow(Stage stage, Verdict verdict) {
    if (verdict.isAllDone()) {
      return bold("All of " + stage + " passes.") + "\n";
    }
    return verdict.isCoreDone()
        ? bold("Core of " + stage + " passes.") + " The rest is stretch.\n"
        : "";
  }

  /** In bold, where that can be shown. */
  static String bold(String text) {
    // No markup of picocli's: the text may contain what looks like it.
    return COLOURS.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
