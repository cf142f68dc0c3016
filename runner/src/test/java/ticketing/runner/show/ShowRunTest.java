package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;
import ticketing.testkit.WorkflowResult;

class ShowRunTest {
  private static final LaneCode LANE = new LaneCode("03", "03-validate-loop", false);
  private static final WorkflowResult RETURNED = WorkflowResult.returned("TICKET-1");
  private static final WorkflowResult FAILED =
      new WorkflowResult(
          WorkflowResult.Kind.FAILED, null, "failed with Ambiguous: \"<b>no response</b>\"\n");

  @TempDir private Path temporary;

  @Test
  void the_last_run_resumes_with_its_orders() {
    ShowRun.last(temporary);
    ShowRun run = ShowRun.start(temporary);
    run.place(3);
    run.place(2);
    assertThat(ShowRun.last(temporary).name()).isEqualTo(run.name());
    assertThat(ShowRun.last(temporary).placed()).isEqualTo(5);
    assertThat(ShowRun.start(temporary).placed()).isZero();
  }

  @Test
  void a_cleared_board_stays_cleared() {
    ShowRun run = ShowRun.start(temporary);
    run.place(3);
    run.clear();
    run.place(2);
    ShowRun resumed = ShowRun.last(temporary);
    assertThat(resumed.placed()).isEqualTo(5);
    assertThat(resumed.cleared()).isEqualTo(3);
    assertThat(resumed.label(4)).as("the first order after it").isEqualTo(1);
  }

  @Test
  void a_resumed_run_knows_how_its_orders_ended() {
    ShowRun run = ShowRun.start(temporary);
    run.end(LANE, 1, RETURNED);
    run.end(LANE, 2, FAILED);
    run.end(LANE, 3, FAILED);
    run.end(LANE, 3, null);
    ShowRun resumed = ShowRun.last(temporary);
    assertThat(resumed.result(LANE, 1)).contains(RETURNED);
    assertThat(resumed.result(LANE, 2)).contains(FAILED);
    assertThat(resumed.result(LANE, 3)).as("placed again").isEmpty();
    assertThat(resumed.result(LANE, 4)).isEmpty();
    run.end(LANE, 3, RETURNED);
    assertThat(resumed.result(LANE, 3)).contains(RETURNED);
  }

  @Test
  void no_more_orders_than_seats_can_be_placed() {
    ShowRun run = ShowRun.start(temporary);
    Reservations reservations = Reservations.read(run.database(LANE));
    run.place(ShowRun.MAX_ORDERS);
    assertThat(reservations.seatOf(run.orderId(LANE, 1))).isPresent();
    assertThat(reservations.seatOf(run.orderId(LANE, ShowRun.MAX_ORDERS))).isPresent();
    assertThatThrownBy(() -> run.place(1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Start over");
    assertThat(run.placed()).isEqualTo(ShowRun.MAX_ORDERS);
  }

  @Test
  void an_order_id_belongs_to_one_run_and_lane() {
    ShowRun run = ShowRun.start(temporary);
    assertThat(run.numberOf(LANE, run.orderId(LANE, 42))).hasValue(42);
    LaneCode other = new LaneCode("01", "01-naive-create", false);
    assertThat(run.numberOf(other, run.orderId(LANE, 42))).isEmpty();
    assertThat(run.numberOf(LANE, "order-<img src=x onerror=alert(1)>")).isEmpty();
    assertThat(run.numberOf(LANE, null)).isEmpty();
  }

  @Test
  void two_pages_do_not_share_a_folder() {
    try (ProcessLock lock = ShowRun.lock(temporary)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> ShowRun.lock(temporary))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("name another folder");
    }
    ShowRun.lock(temporary).close();
  }

  @Test
  void a_folder_with_other_files_is_refused() throws Exception {
    Files.writeString(temporary.resolve("thesis.txt"), "all of it");
    assertThatThrownBy(() -> ShowRun.lock(temporary))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("new or empty");
    assertThat(temporary).isDirectoryContaining("glob:**/thesis.txt");
    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(1);
    }
    assertThatThrownBy(() -> ShowRun.lock(temporary.resolve("thesis.txt")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void an_invalid_run_file_is_refused_and_kept() throws Exception {
    Path file = ShowRun.start(temporary).folder().resolve("show.json");
    Files.writeString(file, "{\"placed\": 3");
    assertThatThrownBy(() -> ShowRun.last(temporary))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("damaged");
    assertThat(file).hasContent("{\"placed\": 3");
  }
}
