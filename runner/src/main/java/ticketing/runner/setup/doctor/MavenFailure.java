package ticketing.runner.setup.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.Shell;

/**
 * Why Maven failed.
 *
 * @param kind what it comes from
 * @param words the line that says so
 */
record MavenFailure(Kind kind, String words) {
  private static final Pattern MISSING =
      Pattern.compile("artifact (\\S+:\\S+:\\S+) has not been downloaded from it");
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "Unknown host [\\w.-]+|\\w+ timed out|Connection refused|Network is unreachable"
              + "|status code: 407[^\\n:]*|PKIX [^\\n:]*|Failed to fetch \\S+|Could not transfer \\S+ \\S+");

  /** What a failure comes from. */
  enum Kind {
    /** Something was not fetched yet. */
    MISSING,
    /** Maven Central cannot be reached. */
    UNREACHABLE,
    /** A test ran, so nothing is missing; but it failed. */
    TEST,
    /** Anything else. */
    OTHER
  }

  /** Reads it out of what Maven wrote. */
  static MavenFailure of(Shell.Output output) {
    Matcher missing = MISSING.matcher(output.text());
    if (missing.find()) {
      return new MavenFailure(Kind.MISSING, missing.group(1) + " is not there");
    }
    Matcher unreachable = UNREACHABLE.matcher(output.text());
    if (unreachable.find()) {
      return new MavenFailure(Kind.UNREACHABLE, lastOf(unreachable));
    }
    Kind kind = output.text().contains("There are test failures") ? Kind.TEST : Kind.OTHER;
    return new MavenFailure(
        kind,
        output.lines().stream()
            .filter(line -> line.contains("ERROR") || line.startsWith("✗"))
            .findFirst()
            .map(MavenFailure::inShort)
            .orElse("exit code " + output.exitCode() + " " + output.tail(1)));
  }

  /** Maven tells what it could not fetch first, and the reason later. */
  private static String lastOf(Matcher found) {
    String last = found.group();
    while (found.find()) {
      last = found.group().startsWith("Could not") ? last : found.group();
    }
    return last;
  }

  private static String inShort(String line) {
    String words = line.replaceFirst("^.*?\\[ERROR\\] *", "").strip();
    return words.length() < 200 ? words : "…" + words.substring(words.length() - 200);
  }
}
