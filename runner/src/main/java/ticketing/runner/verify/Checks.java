package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs checks, one line each, and counts. Nothing run is nothing proved. */
final class Checks {
  private final List<String> failures = new ArrayList<>();
  private final Pattern names;
  private int passed;

  /** Runs those in whose name this is found. */
  Checks(Pattern names) {
    this.names = names;
  }

  void run(List<Check> checks) {
    checks.stream().filter(check -> names.matcher(check.name()).find()).forEach(this::run);
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

  /** The closing line. True if something was run and nothing failed. */
  boolean sumUp() {
    if (passed == 0 && failures.isEmpty()) {
      System.out.println("No check has such a name.");
    }
    System.out.printf("%d passed, %d failed%n", passed, failures.size());
    return passed > 0 && failures.isEmpty();
  }
}
