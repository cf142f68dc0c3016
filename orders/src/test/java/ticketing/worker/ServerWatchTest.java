package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is gone is told once, and once that it is back. */
@Timeout(10)
class ServerWatchTest {
  private final List<String> told = new ArrayList<>();
  private long now;
  private int sought;
  private final ServerWatch watch = new ServerWatch("127.0.0.1:7233", () -> now);

  @BeforeEach
  void listen() {
    watch.listen(told::add, () -> sought++);
  }

  @Test
  void a_server_that_stays_away_is_told_once_and_once_that_it_is_back() {
    watch.closed(Status.OK);
    fail(Status.UNAVAILABLE, 0, 400, 600, 5000, 60_000);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).startsWith("Temporal at 127.0.0.1:7233 does not answer any more.");
    assertThat(sought).isEqualTo(1);
    assertThat(watch.isGone()).isTrue();

    watch.closed(Status.OK);
    watch.closed(Status.OK);
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isEqualTo("Temporal at 127.0.0.1:7233 is back, after 66 s.");
    assertThat(watch.isGone()).isFalse();
  }

  @Test
  void it_is_told_anew_when_it_goes_again() {
    fail(Status.UNAVAILABLE, 0, 1000);
    watch.closed(Status.OK);
    fail(Status.UNAVAILABLE, 0, 1000);
    assertThat(told).hasSize(3);
  }

  @Test
  void a_connection_that_is_made_again_at_once_is_not_told() {
    for (int i = 0; i < 100; i++) {
      fail(Status.UNAVAILABLE, 0, 100, 100);
      watch.closed(Status.OK);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void a_call_that_this_side_has_ended_says_nothing_of_the_server() {
    fail(Status.UNAVAILABLE, 0, 400);
    fail(Status.CANCELLED, 0);
    fail(Status.DEADLINE_EXCEEDED, 0);
    fail(Status.UNAVAILABLE, 700);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_server_that_answers_that_it_does_not_know_something_is_there() {
    fail(Status.UNAVAILABLE, 0, 2000);
    watch.closed(Status.NOT_FOUND);
    assertThat(told).hasSize(2);
  }

  @Test
  void a_key_that_expires_is_told_as_such() {
    fail(Status.UNAUTHENTICATED, 0, 2000);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("API key");
  }

  /** Calls that end so, each so many milliseconds after the one before. */
  private void fail(Status status, long... millis) {
    for (long pause : millis) {
      now += Duration.ofMillis(pause).toNanos();
      watch.closed(status);
    }
  }
}
