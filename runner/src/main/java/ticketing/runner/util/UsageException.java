package ticketing.runner.util;

/** A problem that the user of a command can fix. The message says how. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Has the fix as its message, and exit code 2, as for any wrong usage. */
  public UsageException(String format, Object... arguments) {
    this(2, format, arguments);
  }

  private UsageException(int exitCode, String format, Object... arguments) {
    super(arguments.length == 0 ? format : format.formatted(arguments));
    this.exitCode = exitCode;
  }

  /** Returns one for what was typed well, but cannot be done now; its exit code is 1. */
  public static UsageException failure(String format, Object... arguments) {
    return new UsageException(1, format, arguments);
  }

  /** Returns the exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
