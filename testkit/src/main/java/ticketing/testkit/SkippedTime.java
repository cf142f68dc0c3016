package ticketing.testkit;

import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import ticketing.system.faults.Timer;

/** The time of a test environment, for a ticket system that is to live in the same time. */
public final class SkippedTime {
  private final TestWorkflowEnvironment environment;

  /** The time of this environment. */
  public SkippedTime(TestWorkflowEnvironment environment) {
    this.environment = environment;
  }

  /** Tells the skipped time. */
  public Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Skipped time is UTC");
      }
    };
  }

  /** Does things later in skipped time: "just within" a limit is its last millisecond. */
  public Timer timer() {
    return new Timer() {
      @Override
      public void after(Duration delay, Runnable action) {
        environment.registerDelayedCallback(delay, action);
      }

      @Override
      public void within(Duration limit, Consumer<Instant> action) {
        Instant end = clock().instant().plus(limit);
        after(limit.minusMillis(1), () -> action.accept(end));
      }
    };
  }
}
