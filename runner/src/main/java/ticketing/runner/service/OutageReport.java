package ticketing.runner.service;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Reports that a ticket service does not answer, and that it is back, one line each. */
final class OutageReport {
  private final URI address;
  private final Consumer<String> screen;
  private Instant since;

  OutageReport(URI address, Consumer<String> screen) {
    this.address = address;
    this.screen = screen;
  }

  /** Records that a call could not reach the service. A lost response may be an injected fault. */
  synchronized void down() {
    if (since == null) {
      since = Instant.now();
      screen.accept(
          "The ticket service at %s does not answer. Open orders continue when you start it again with the same database: ./workshop tickets"
              .formatted(address));
    }
  }

  /** Records that a call that was sent at this time got a response. */
  synchronized void answered(Instant sent) {
    if (since != null && sent.isAfter(since)) {
      screen.accept(
          "The ticket service at %s is back, after %d s."
              .formatted(address, Duration.between(since, Instant.now()).toSeconds()));
      since = null;
    }
  }
}
