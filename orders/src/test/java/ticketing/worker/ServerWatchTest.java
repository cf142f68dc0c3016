package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ServerWatchTest {
  private final List<String> printed = new ArrayList<>();
  private final ServerWatch watch = new ServerWatch("127.0.0.1:7233", null, printed::add);

  @Test
  void an_outage_prints_two_lines() {
    answer(Status.Code.OK, Status.Code.UNAVAILABLE, Status.Code.UNAVAILABLE);
    answer(Status.Code.UNAVAILABLE, Status.Code.UNAVAILABLE);
    assertThat(watch.isGone()).isTrue();
    assertThat(printed)
        .singleElement()
        .asString()
        .startsWith("Temporal at 127.0.0.1:7233 does not answer any more.");

    answer(Status.Code.OK, Status.Code.OK);
    assertThat(watch.isGone()).isFalse();
    assertThat(printed).hasSize(2);
    assertThat(printed.get(1)).startsWith("Temporal at 127.0.0.1:7233 is back, after 0 s");

    answer(Status.Code.UNAVAILABLE, Status.Code.UNAVAILABLE);
    assertThat(printed).hasSize(3);
  }

  @Test
  void one_lost_call_prints_nothing() {
    for (int i = 0; i < 10; i++) {
      answer(Status.Code.UNAVAILABLE, Status.Code.OK);
    }
    assertThat(printed).isEmpty();
  }

  @Test
  void a_timeout_is_no_outage() {
    answer(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.DEADLINE_EXCEEDED);
    assertThat(printed).isEmpty();
    answer(Status.Code.UNAVAILABLE);
    assertThat(printed).hasSize(1);
  }

  @Test
  void a_server_that_answers_an_error_is_back() {
    answer(Status.Code.UNAVAILABLE, Status.Code.UNAVAILABLE, Status.Code.NOT_FOUND);
    assertThat(watch.isGone()).isFalse();
  }

  @Test
  void an_expired_key_is_named() {
    answer(Status.Code.UNAUTHENTICATED, Status.Code.UNAUTHENTICATED);
    assertThat(printed).singleElement().asString().contains("API key");
  }

  private void answer(Status.Code... codes) {
    List.of(codes).forEach(watch::record);
  }
}
