package ticketing.runner.setup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ticketing.runner.setup.TestReport.Outcome;
import ticketing.runner.setup.TestReport.Result;
import ticketing.runner.util.Shell;

/** Prints results while Maven runs the tests, then what failed, and how many passed. */
final class VerifyReport {
  private static final int MAX_LINES = 40;
  private static final int QUICK_SECONDS = 1;

  private final Path root;
  private final PrintStream out;
  private final Set<Path> read = new HashSet<>();
  private final List<Result> results = new ArrayList<>();

  VerifyReport(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  /** Prints a line for each test class that has ended, unless it was quick and passed. */
  void update() throws IOException {
    for (String module : VerifyCommand.MODULES) {
      for (Path file : TestReport.files(root.resolve(module))) {
        if (!read.contains(file)) {
          TestReport.read(file).ifPresent(report -> add(file, report));
        }
      }
    }
  }

  private void add(Path file, TestReport report) {
    read.add(file);
    results.addAll(report.tests());
    int failed = with(Outcome.FAILED, report.tests()).size();
    int skipped = with(Outcome.SKIPPED, report.tests()).size();
    if (failed + skipped == 0 && report.seconds() < QUICK_SECONDS) {
      return;
    }
    out.printf(
        "%s %-34s %4d passed%s%s %7.1f s%n",
        failed > 0 ? "✗" : skipped > 0 ? "!" : "✓",
        report.testClass().replaceFirst(".*\\.", ""),
        with(Outcome.PASSED, report.tests()).size(),
        failed > 0 ? ", " + failed + " failed" : "",
        skipped > 0 ? ", " + skipped + " skipped" : "",
        report.seconds());
  }

  /** Prints what failed; the last line counts. Returns whether a test passed and none failed. */
  boolean printSummary(Path mavenLog, int exitCode, boolean skippedFails) throws IOException {
    update();
    List<Result> skipped = with(Outcome.SKIPPED, results);
    List<Result> failed = with(Outcome.FAILED, results);
    int passed = with(Outcome.PASSED, results).size();
    skipped.forEach(test -> print(skippedFails ? "✗ SKIPPED" : "! SKIPPED", test));
    failed.forEach(test -> print("✗", test));
    int failures = failed.size() + (skippedFails ? skipped.size() : 0);
    if (failures == 0 && exitCode != 0) {
      out.println("Maven failed:");
      Shell.Output output = new Shell.Output(exitCode, Files.readString(mavenLog));
      printIndented(output.tail(MAX_LINES).lines());
      failures = 1;
    }
    if (passed == 0 && failures == 0) {
      out.println("No test ran. Is there a test of this name?");
    }
    out.printf(
        "%d passed, %d failed%s%n",
        passed,
        failures,
        skipped.isEmpty() || skippedFails ? "" : ", " + skipped.size() + " skipped");
    return passed > 0 && failures == 0;
  }

  private static List<Result> with(Outcome outcome, List<Result> tests) {
    return tests.stream().filter(test -> test.outcome() == outcome).toList();
  }

  /** Prints a test, and why it failed or was skipped, without frames of other people's code. */
  private void print(String mark, Result test) {
    out.printf("%s %s %s%n", mark, test.testClass(), test.name());
    printIndented(
        test.message()
            .lines()
            .filter(line -> !line.startsWith("\tat ") || line.contains("ticketing."))
            .limit(MAX_LINES));
  }

  private void printIndented(Stream<String> lines) {
    lines.forEach(line -> out.println("    " + line));
  }
}
