package ticketing.runner.run.server;

import java.util.concurrent.TimeUnit;

/**
 * Ends a process, and what it has started, when it is closed or when this process ends. (One that
 * is killed outright ends nothing any more.)
 */
final class EndWithJvm implements AutoCloseable {
  private static final int GRACE_SECONDS = 10;

  private final Process process;
  private final Thread hook;

  EndWithJvm(Process process) {
    this.process = process;
    this.hook = new Thread(this::end, "end of " + process.pid());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Asks it to end, and makes it if it does not. */
  private void end() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, as a crash does. */
  void kill() {
    process.destroyForcibly();
    end();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook runs anyway.
    }
  }
}
