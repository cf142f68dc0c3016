package ticketing.runner.study.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.stages.Workshop;

class BackupsTest {
  @TempDir private Path root;
  private TemporaryWorkshop workshop;

  @BeforeEach
  void create() throws Exception {
    workshop = new TemporaryWorkshop(root, "01-first");
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private void keep(String text, String time) throws Exception {
    workshop.write("exercises/01-first/" + TemporaryWorkshop.CODE, text);
    Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    new Backups(Workshop.here(), clock)
        .keep(new ExerciseSource(workshop.stage("01")), Reason.RESET);
  }

  @Test
  void backups_keep_their_order_whatever_the_clock() throws Exception {
    keep("one", "2026-11-25T10:15:30.123456Z");
    keep("two", "2026-11-25T10:15:30.123456Z");
    keep("three", "2026-11-25T09:00:00Z");
    keep("four", "2026-11-25T10:15:31Z");
    assertThat(new Backups(Workshop.here()).all())
        .extracting(Backup::name)
        .containsExactly(
            "2026-11-25-101531-000-01-first-reset",
            "2026-11-25-101530-125-01-first-reset",
            "2026-11-25-101530-124-01-first-reset",
            "2026-11-25-101530-123-01-first-reset");
  }
}
