package ticketing.system.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import ticketing.system.SettableClock;

/** A timer that a test drives by hand: nothing happens until {@link #pass}. */
final class HandTimer implements Timer {
  private final SettableClock clock;
  private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparing(Due::at));

  private record Due(Instant at, Runnable action) {}

  HandTimer(SettableClock clock) {
    this.clock = clock;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    dues.add(new Due(clock.instant().plus(delay), action));
  }

  /** As late as can be: the last millisecond. */
  @Override
  public void within(Duration limit, Consumer<Instant> action) {
    Instant end = clock.instant().plus(limit);
    after(limit.minusMillis(1), () -> action.accept(end));
  }

  /** Lets time pass, and does at its moment what is due meanwhile. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!dues.isEmpty() && !dues.peek().at().isAfter(end)) {
      Due due = dues.remove();
      clock.set(due.at());
      due.action().run();
    }
    clock.set(end);
  }
}
