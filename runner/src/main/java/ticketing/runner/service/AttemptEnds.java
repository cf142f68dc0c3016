package ticketing.runner.service;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * When Temporal gives up the attempt of the activity that runs on this thread. A worker that was
 * stopped in the middle of it and wakes up too late makes no call any more that nobody waits for.
 */
final class AttemptEnds implements Supplier<Instant> {
  @Override
  public Instant get() {
    ActivityInfo attempt = Activity.getExecutionContext().getInfo();
    return Instant.ofEpochMilli(attempt.getStartedTimestamp())
        .plus(attempt.getStartToCloseTimeout());
  }
}
