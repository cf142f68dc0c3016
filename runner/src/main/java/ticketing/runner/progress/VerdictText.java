package ticketing.runner.progress;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;

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
      return verdict.problem().strip() + "\n";
    }
    StringBuilder out = new StringBuilder();
    out.append(row("core", verdict.core()));
    if (!verdict.stretch().isEmpty()) {
      out.append(row("stretch", verdict.stretch()));
    }
    List<TestVerdict> failures = verdict.failures();
    for (int i = 0; i < failures.size(); i++) {
      out.append(i == 0 ? inFull(failures.get(0)) : inALine(failures.get(i), failures.get(0)));
    }
    return out.append(whatNow(stage, verdict)).toString();
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

  /** Why it failed, too, unless the first failure has said the same. */
  private static String inALine(TestVerdict failure, TestVerdict first) {
    boolean told = failure.headline().equals(first.headline());
    return "✗ " + failure.sentence() + (told ? "" : ": " + failure.headline()) + "\n";
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
