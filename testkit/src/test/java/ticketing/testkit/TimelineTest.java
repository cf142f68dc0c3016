package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ticketing.system.TimingGuarantees;

class TimelineTest {
  private final List<Timeline.Entry> entries = new ArrayList<>();

  @Test
  void few_repeated_lines_are_printed() {
    for (int i = 1; i <= 5; i++) {
      add("findTicket #" + i + " → unavailable");
    }

    assertThat(Timeline.lines(entries)).hasSize(5);
  }

  @Test
  void many_repeated_lines_are_counted() {
    add("issueToken #1 → ok");
    for (int i = 1; i <= 20; i++) {
      add("findTicket #" + i + " → unavailable");
    }
    add("findTicket #21 → none");

    assertThat(Timeline.lines(entries))
        .containsExactly(
            "0:00:00  issueToken #1 → ok",
            "0:00:01  findTicket #1 → unavailable",
            "… 18 more like this …",
            "0:00:20  findTicket #20 → unavailable",
            "0:00:21  findTicket #21 → none");
  }

  @Test
  void repeated_pairs_are_counted() {
    for (int i = 1; i <= 5; i++) {
      add("findTicket #" + i + " → none");
      add("createTicket #" + i + " → failed before the write");
    }

    assertThat(Timeline.lines(entries))
        .contains("… 6 more like these …")
        .last()
        .asString()
        .endsWith("createTicket #5 → failed before the write");
  }

  @Test
  void groups_with_repeated_lines_are_counted() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      add("createTicket #" + attempt + " → failed before the write");
      for (int look = 1; look <= 9; look++) {
        add("findTicket #" + look + " → none");
      }
    }

    assertThat(Timeline.lines(entries))
        .hasSizeLessThan(12)
        .contains("… 7 more like this …", "… 30 more like these …");
  }

  @Test
  void a_duration_is_printed_in_a_suitable_unit() {
    assertThat(Timeline.limits(new TimingGuarantees(Duration.ofHours(6), Duration.ofMinutes(4))))
        .isEqualTo("D = 6 h, L = 4 min");
    assertThat(Timeline.limits(new TimingGuarantees(Duration.ofSeconds(90), Duration.ofMillis(9))))
        .isEqualTo("D = 90 s, L = 9 ms");
    assertThat(Timeline.limits(new TimingGuarantees(Duration.ofMillis(1500), Duration.ZERO)))
        .isEqualTo("D = 1.5 s, L = 0 s");
  }

  @Test
  void what_happens_once_is_never_left_out() {
    for (int i = 0; i < 40; i++) {
      add("event " + "x".repeat(i));
    }

    assertThat(Timeline.lines(entries)).hasSize(40);
  }

  private void add(String text) {
    entries.add(new Timeline.Entry(Duration.ofSeconds(entries.size()), text));
  }
}
