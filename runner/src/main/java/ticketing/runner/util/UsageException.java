package ticketing.runner.util;

/** A problem that the user of a command can fix. The message says how. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Has the fix as its message, and exit code 2, as for any wrong usage. */
  public UsageException(String message) {
    this(message, 2);
  }

  /** Has the fix as its message, and an exit code other than 0. */
  public UsageException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Returns the exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
