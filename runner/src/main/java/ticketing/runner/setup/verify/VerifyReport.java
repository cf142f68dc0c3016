package ticketing.runner.setup.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import ticketing.runner.setup.verify.MavenRun.Outcome;
import ticketing.runner.setup.verify.TestResults.Result;
import ticketing.runner.setup.verify.TestResults.Verdict;

/** Prints what failed, and how many tests passed. */
final class VerifyReport {
  private static final int MOST_LINES = 40;

  private final Outcome outcome;
  private final PrintStream out;

  VerifyReport(Outcome outcome, PrintStream out) {
    this.out = out;
    this.outcome = outcome;
  }

  /**
   * Prints it; the last line counts.
   *
   * @param skippedFails whether a skipped test is a failure
   * @return whether something passed and nothing failed
   */
  boolean print(boolean skippedFails) throws IOException {
    List<Result> skipped = withVerdict(Verdict.SKIPPED);
    List<Result> failed = withVerdict(Verdict.FAILED);
    int passed = withVerdict(Verdict.PASSED).size();
    skipped.forEach(test -> tell(skippedFails ? "✗ SKIPPED" : "! SKIPPED", test));
    failed.forEach(test -> tell("✗", test));
    int failures = failed.size() + (skippedFails ? skipped.size() : 0);
    if (failures == 0 && outcome.exitCode() != 0) {
      tellMaven();
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

  private List<Result> withVerdict(Verdict verdict) {
    return outcome.results().stream().filter(result -> result.verdict() == verdict).toList();
  }

  private void tell(String mark, Result test) {
    out.printf("%s %s %s%n", mark, test.type(), test.name());
    test.message().lines().limit(MOST_LINES).forEach(line -> out.println("    " + line));
  }

  /** No test says why: a module could not be built, or a JVM ended. */
  private void tellMaven() throws IOException {
    List<String> lines = Files.readAllLines(outcome.log());
    out.println("Maven failed:");
    lines
        .subList(Math.max(0, lines.size() - MOST_LINES), lines.size())
        .forEach(line -> out.println("    " + line));
  }
}
