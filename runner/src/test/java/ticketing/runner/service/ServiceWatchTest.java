package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ticket service that is gone is told once, and once that it is back. */
@Timeout(10)
class ServiceWatchTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:7280");

  /**
   * What the service is found to be, each time that it is asked: whoever asks waits for the test.
   */
  private final SynchronousQueue<Boolean> findings = new SynchronousQueue<>();

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final ServiceWatch watch =
      new ServiceWatch(ADDRESS, this::next, told::add, Duration.ofMillis(1));

  private boolean next() {
    try {
      return findings.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  private void find(boolean... answers) throws InterruptedException {
    for (boolean answer : answers) {
      assertThat(findings.offer(answer, 5, TimeUnit.SECONDS)).as("it is asked").isTrue();
    }
  }

  private String line() throws InterruptedException {
    return told.poll(5, TimeUnit.SECONDS);
  }

  @Test
  void an_outage_and_its_end_are_reported_once_each() throws Exception {
    IntStream.range(0, 100).forEach(call -> watch.suspect());
    find(false);
    assertThat(line())
        .startsWith("The ticket service at http://127.0.0.1:7280 does not answer any more.")
        .contains("./workshop tickets");
    find(false, false);
    IntStream.range(0, 100).forEach(call -> watch.suspect());
    find(false, true);
    assertThat(line()).isEqualTo("The ticket service at http://127.0.0.1:7280 is back, after 0 s.");
    assertThat(told).isEmpty();
  }

  @Test
  void a_lost_response_alone_is_not_an_outage() throws Exception {
    for (int call = 0; call < 3; call++) {
      suspectUntilAsked(true);
    }
    suspectUntilAsked(false);
    assertThat(line()).contains("does not answer any more");
    assertThat(told).isEmpty();
    find(true);
  }

  @Test
  void a_second_outage_is_reported_again() throws Exception {
    watch.suspect();
    find(false, true);
    suspectUntilAsked(false);
    find(true);
    for (String words : new String[] {"any more", "is back", "any more", "is back"}) {
      assertThat(line()).contains(words);
    }
  }

  /** The look before may not be over yet, and a call in the meantime starts none of its own. */
  private void suspectUntilAsked(boolean answer) throws InterruptedException {
    do {
      watch.suspect();
    } while (!findings.offer(answer, 20, TimeUnit.MILLISECONDS));
  }
}
