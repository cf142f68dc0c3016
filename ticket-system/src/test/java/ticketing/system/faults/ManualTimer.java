package ticketing.system.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import ticketing.system.SettableClock;

/** A timer whose actions run only when a test calls {@link #advance}. */
final class ManualTimer implements Timer {
  private final SettableClock clock;
  private final PriorityQueue<Action> pending =
      new PriorityQueue<>(Comparator.comparing(Action::at));

  private record Action(Instant at, Runnable task) {}

  ManualTimer(SettableClock clock) {
    this.clock = clock;
  }

  /** Schedules the action as late as possible: in the last millisecond of the limit. */
  @Override
  public void within(Duration limit, Consumer<Instant> action) {
    Instant end = clock.instant().plus(limit);
    pending.add(new Action(end.minusMillis(1), () -> action.accept(end)));
  }

  /** Advances the clock and runs each action when it is due. */
  void advance(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!pending.isEmpty() && !pending.peek().at().isAfter(end)) {
      Action due = pending.remove();
      clock.set(due.at());
      due.task().run();
    }
    clock.set(end);
  }
}
