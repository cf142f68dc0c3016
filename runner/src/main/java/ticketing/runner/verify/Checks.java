package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;

/** Runs checks, one line each, and counts. */
final class Checks {
  private final List<String> failures = new ArrayList<>();
  private int passed;

  void run(List<Check> checks) {
    checks.forEach(this::run);
  }

  private void run(Check check) {
    long begin = System.nanoTime();
    try {
      int tests = check.body().run();
      passed += tests;
      System.out.printf(
          "✓ %s%s (%.1f s)%n",
          check.name(), tests == 1 ? "" : ", " + tests + " tests", secondsSince(begin));
    } catch (Exception e) {
      String why = e instanceof Check.Failed ? e.getMessage() : e.toString();
      failures.add(check.name());
      System.out.printf("✗ %s (%.1f s)%n", check.name(), secondsSince(begin));
      why.lines().forEach(line -> System.out.println("    " + line));
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The closing line. True if nothing failed. */
  boolean sumUp() {
    System.out.printf("%d passed, %d failed%n", passed, failures.size());
    return failures.isEmpty();
  }
}
