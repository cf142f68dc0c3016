package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs checks, one line each, and counts. Nothing run is nothing proved. */
final class Checks {
  private final List<String> failures = new ArrayList<>();
  private final Pattern names;
  private int passed;
  private int notRun;

  /** Runs those in whose name this is found. */
  Checks(Pattern names) {
    this.names = names;
  }

  void run(List<Check> checks) {
    checks.stream().filter(this::isWanted).forEach(this::run);
  }

  /** Runs those that are wanted, if what they all need is so; that is told once. */
  void runIf(Check needed, List<Check> checks) {
    if (wantsAnyOf(checks) && run(needed)) {
      run(checks);
    }
  }

  /** Whether any of them will be run. */
  boolean wantsAnyOf(List<Check> checks) {
    return checks.stream().anyMatch(this::isWanted);
  }

  private boolean isWanted(Check check) {
    return names.matcher(check.name()).find();
  }

  /** Whether it passed. */
  private boolean run(Check check) {
    long begin = System.nanoTime();
    try {
      int tests = check.body().run();
      passed += tests;
      System.out.printf(
          "✓ %s%s (%.1f s)%n",
          check.name(), tests == 1 ? "" : ", " + tests + " tests", secondsSince(begin));
      return true;
    } catch (Check.NotRun e) {
      notRun++;
      System.out.printf("! NOT RUN: %s%n", check.name());
      e.getMessage().lines().forEach(line -> System.out.println("    " + line));
    } catch (Exception e) {
      String why = e instanceof Check.Failed ? e.getMessage() : e.toString();
      failures.add(check.name());
      System.out.printf("✗ %s (%.1f s)%n", check.name(), secondsSince(begin));
      why.lines().forEach(line -> System.out.println("    " + line));
    }
    return false;
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The closing line. True if something was run and nothing failed. */
  boolean sumUp() {
    if (passed == 0 && failures.isEmpty() && notRun == 0) {
      System.out.println("No check has such a name.");
    }
    System.out.printf(
        "%d passed, %d failed%s%n",
        passed, failures.size(), notRun == 0 ? "" : ", " + notRun + " NOT RUN");
    return passed > 0 && failures.isEmpty();
  }
}
