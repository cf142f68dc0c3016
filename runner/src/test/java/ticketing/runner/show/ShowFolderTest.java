package ticketing.runner.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;

class ShowFolderTest {
  private static final LaneCode LANE = new LaneCode("03", "03-validate-loop", false);

  @TempDir private Path temporary;

  @Test
  void the_last_run_resumes_with_its_orders() {
    Path path = temporary.resolve("page");
    String name;
    try (ShowFolder folder = ShowFolder.take(path)) {
      folder.lastRun();
      ShowRun run = folder.newRun();
      run.place(3);
      run.place(2);
      name = run.name();
    }
    try (ShowFolder folder = ShowFolder.take(path)) {
      assertThat(folder.lastRun().name()).isEqualTo(name);
      assertThat(folder.lastRun().placed()).isEqualTo(5);
      assertThat(folder.newRun().placed()).isZero();
    }
  }

  @Test
  void no_more_orders_than_seats_can_be_placed() {
    try (ShowFolder folder = ShowFolder.take(temporary)) {
      ShowRun run = folder.newRun();
      Reservations reservations = Reservations.read(run.database(LANE));
      run.place(ShowRun.MAX_ORDERS);
      assertThat(reservations.seatOf(run.orderId(LANE, 1))).isPresent();
      assertThat(reservations.seatOf(run.orderId(LANE, ShowRun.MAX_ORDERS))).isPresent();
      assertThatThrownBy(() -> run.place(1))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Start over");
      assertThat(run.placed()).isEqualTo(ShowRun.MAX_ORDERS);
    }
  }

  @Test
  void an_order_id_belongs_to_one_run_and_lane() {
    try (ShowFolder folder = ShowFolder.take(temporary)) {
      ShowRun run = folder.newRun();
      assertThat(run.numberOf(LANE, run.orderId(LANE, 42))).hasValue(42);
      LaneCode other = new LaneCode("01", "01-naive-create", false);
      assertThat(run.numberOf(other, run.orderId(LANE, 42))).isEmpty();
      assertThat(run.numberOf(LANE, "order-<img src=x onerror=alert(1)>")).isEmpty();
      assertThat(run.numberOf(LANE, null)).isEmpty();
    }
  }

  @Test
  void two_pages_do_not_share_a_folder() {
    try (ShowFolder folder = ShowFolder.take(temporary)) {
      assertThat(folder.path()).isEqualTo(temporary);
      assertThatThrownBy(() -> ShowFolder.take(temporary))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("name another folder");
    }
  }

  @Test
  void a_folder_with_other_files_is_refused() throws Exception {
    Files.writeString(temporary.resolve("thesis.txt"), "all of it");
    assertThatThrownBy(() -> ShowFolder.take(temporary))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("new or empty");
    assertThat(temporary).isDirectoryContaining("glob:**/thesis.txt");
    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(1);
    }
    assertThatThrownBy(() -> ShowFolder.take(temporary.resolve("thesis.txt")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void an_invalid_run_file_is_refused_and_kept() throws Exception {
    try (ShowFolder folder = ShowFolder.take(temporary)) {
      Path file = folder.newRun().folder().resolve("show.json");
      Files.writeString(file, "{\"placed\": 3");
      assertThatThrownBy(folder::lastRun)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("damaged");
      assertThat(file).hasContent("{\"placed\": 3");
    }
  }
}
