package ticketing.runner.util;

/** Something that whoever runs the command can put right. The message says how. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** With the fix; the exit code is 2, as for any wrong usage. */
  public UsageException(String message) {
    this(message, 2);
  }

  /** With the fix and an exit code other than 0. */
  public UsageException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
