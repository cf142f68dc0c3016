package ticketing.runner.run.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.TemporaryWorkshop;
import ticketing.runner.util.ProcessLock;

/** Tests what {@code fresh} removes. */
class FreshCommandTest {
  @Test
  void it_removes_tickets_and_runs_and_nothing_else(@TempDir Path root) throws Exception {
    try (TemporaryWorkshop workshop = new TemporaryWorkshop(root, "01-first")) {
      Path reservations = workshop.write("database/reservations.json", "[]");
      Path shipped = workshop.write("database/order-112358/TICKET-1.json", "{}");
      Path ticket = workshop.write("database/order-141421/TICKET-2.json", "{}");
      Path run = workshop.write("demo-runs/one/order-1/TICKET-3.json", "{}");
      Path code = workshop.write("exercises/01-first/" + TemporaryWorkshop.CODE, "mine");

      // No server can listen at port 1, so none is ended.
      assertThat(workshop.run(Map.of("WORKSHOP_PORT", "1"), "fresh").exitCode()).isZero();

      assertThat(ticket.getParent()).doesNotExist();
      assertThat(run.getParent().getParent().getParent()).doesNotExist();
      assertThat(reservations).exists();
      assertThat(shipped).exists();
      assertThat(code).hasContent("mine");
    }
  }

  @Test
  void it_refuses_while_a_live_page_runs(@TempDir Path root) throws Exception {
    try (TemporaryWorkshop workshop = new TemporaryWorkshop(root, "01-first")) {
      Path lock = workshop.write("demo-runs/show-1/show.lock", "");
      try (ProcessLock page = ProcessLock.take(lock).orElseThrow()) {
        assertThat(workshop.run(Map.of("WORKSHOP_PORT", "1"), "fresh").text())
            .contains("The live page runs", "Stop it with Ctrl-C");
      }
      assertThat(lock).exists();
    }
  }
}
