package ticketing.runner.study.watch;

import ticketing.runner.stages.Verdict;

/** What a {@link WatchLoop} waits for. */
sealed interface Event {
  /** A file was saved. */
  record Saved() implements Event {}

  /** The tests have run. */
  record Tested(Verdict verdict, double seconds) implements Event {}

  /** Somebody typed a line. */
  record Typed(String line) implements Event {}
}
