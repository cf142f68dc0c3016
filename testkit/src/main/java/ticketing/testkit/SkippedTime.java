package ticketing.testkit;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import ticketing.system.faults.Timer;
import ticketing.worker.GrpcLogging;

/** The skipped time of a test environment, as a clock and a timer for the ticket system. */
public record SkippedTime(TestWorkflowEnvironment environment) {
  /** Prints warnings when a worker is stopped during a call, as gRPC does. */
  private static final Logger CACHE = Logger.getLogger("com.google.common.cache.LocalCache");

  static {
    CACHE.setLevel(Level.SEVERE);
    GrpcLogging.silence();
  }

  /** Returns a clock of skipped time. */
  public Clock clock() {
    InstantSource source = () -> Instant.ofEpochMilli(environment.currentTimeMillis());
    return source.withZone(ZoneOffset.UTC);
  }

  /** Returns a timer in skipped time; it uses a limit up to its last millisecond. */
  public Timer timer() {
    return (limit, action) -> justBefore(clock().instant().plus(limit), action);
  }

  /** Runs the action in the last millisecond before the end, which the action takes. */
  public void justBefore(Instant end, Consumer<Instant> action) {
    Duration delay = Duration.between(clock().instant(), end).minusMillis(1);
    environment.registerDelayedCallback(delay, () -> action.accept(end));
  }
}
