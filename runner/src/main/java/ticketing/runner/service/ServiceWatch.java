package ticketing.runner.service;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells that a ticket service does not answer any more, and that it does again: a line each,
 * however many calls find it so. A call without an answer proves nothing, for a lost response looks
 * the same; so the service is asked for something else, until it answers.
 */
final class ServiceWatch {
  /** So long after the call; whoever is started again at once is nothing to tell. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

  private final URI address;
  private final BooleanSupplier answers;
  private final Consumer<String> screen;
  private final Duration askedEvery;
  private final AtomicBoolean asking = new AtomicBoolean();

  /**
   * Of the service at this address.
   *
   * @param answers asks it, and returns whether it has answered
   * @param screen is told, a line each
   */
  ServiceWatch(URI address, BooleanSupplier answers, Consumer<String> screen) {
    this(address, answers, screen, ASKED_EVERY);
  }

  /** The same with another pause before each time that it is asked, for tests. */
  ServiceWatch(URI address, BooleanSupplier answers, Consumer<String> screen, Duration askedEvery) {
    this.address = address;
    this.answers = answers;
    this.screen = screen;
    this.askedEvery = askedEvery;
  }

  /** A call had no answer. Returns at once. */
  void suspect() {
    if (asking.compareAndSet(false, true)) {
      Thread thread = new Thread(this::ask, "ticket-service-watch");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void ask() {
    try {
      long since = System.nanoTime();
      pause();
      if (answers.getAsBoolean()) {
        return;
      }
      screen.accept(
          "The ticket service at %s does not answer any more. Start it again, with its database: ./workshop tickets. The orders that wait for it go on then."
              .formatted(address));
      do {
        pause();
      } while (!answers.getAsBoolean());
      screen.accept(
          "The ticket service at %s is back, after %d s."
              .formatted(address, Duration.ofNanos(System.nanoTime() - since).toSeconds()));
    } finally {
      asking.set(false);
    }
  }

  private void pause() {
    LockSupport.parkNanos(askedEvery.toNanos());
  }
}
