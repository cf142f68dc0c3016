package ticketing.runner.study;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestMessage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.TextStyle;
import ticketing.testkit.Ring;

/** Prints a verdict: the marks of all tests, the first failure in full, a line for each other. */
public final class VerdictText {
  private VerdictText() {}

  /** Returns the mark of a test. */
  public static String mark(TestVerdict test) {
    return test.passed()
        ? TextStyle.styled(Style.fg_green, "✓")
        : TextStyle.styled(Style.fg_red, "✗");
  }

  /** Returns the verdict as text; the last line has a line end. */
  public static String of(Stage stage, Verdict verdict) {
    if (!verdict.problem().isEmpty()) {
      return edited(stage) + verdict.problem().strip() + "\n";
    }
    StringBuilder out = new StringBuilder(edited(stage));
    verdict.rings().forEach(ring -> out.append(row(ring, verdict.in(ring))));
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

  /** Returns the name of a ring, as a row begins. */
  public static String name(Ring ring) {
    return "%-8s ".formatted(ring);
  }

  /** Prints a line if a ring begins that takes a while. */
  static void announce(TestMessage message, PrintStream out) {
    Ring ring = message.ring();
    if (ring != null && ring.explores()) {
      out.printf("%s: trying %s …%n", ring, ring.content());
    }
  }

  private static String row(Ring ring, List<TestVerdict> tests) {
    return name(ring) + marks(tests) + "  " + count(tests) + "\n";
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
      // Where core is the only ring, the debrief has this link.
      String readOn =
          verdict.rings().size() > 1 ? " Read on: solutions/" + stage + "/README.md" : "";
      return TextStyle.bold("All of " + stage + " passes.") + readOn + "\n";
    }
    if (!verdict.isCoreDone()) {
      return "";
    }
    Ring next = verdict.failures().get(0).ring();
    Ring passed = verdict.rings().get(verdict.rings().indexOf(next) - 1);
    String name = passed.name().charAt(0) + passed.tag().substring(1);
    return TextStyle.bold("%s of %s passes.".formatted(name, stage))
        + " Next is %s: %s.%n".formatted(next, next.content());
  }
}
