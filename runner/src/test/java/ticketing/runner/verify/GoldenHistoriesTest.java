package ticketing.runner.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.system.PaymentService;

/** The check of golden histories fails where it should. */
@Timeout(30)
class GoldenHistoriesTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath();
  private static final String STAGE = "03-validate-loop";
  private static final String HISTORIES = "acceptance/histories/" + STAGE;

  @TempDir private Path root;

  @BeforeEach
  void layOut() {
    PristineCopy.copyTree(
        PROJECT.resolve("solutions").resolve(STAGE), root.resolve("solutions").resolve(STAGE));
    PristineCopy.copyTree(PROJECT.resolve(HISTORIES), root.resolve(HISTORIES));
    System.setProperty("workshop.root", root.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("workshop.root");
  }

  @Test
  void the_solution_replays_them() throws Exception {
    assertThat(run()).isEqualTo(Stage.filesIn(root.resolve(HISTORIES)).size()).isPositive();
  }

  @Test
  void a_changed_solution_does_not() throws Exception {
    Files.copy(
        PROJECT.resolve("acceptance/versions").resolve(STAGE).resolve("Unversioned.java"),
        solution("ValidateLoopOrderWorkflow.java"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(this::run)
        .isInstanceOf(Check.Failed.class)
        .hasMessageContaining("fresh,late,fresh.1.json")
        .hasMessageContaining("IssueToken");
  }

  @Test
  void a_stage_without_any_fails() throws Exception {
    for (Path file : Stage.filesIn(root.resolve(HISTORIES))) {
      Files.delete(root.resolve(HISTORIES).resolve(file));
    }

    assertThatThrownBy(this::run)
        .isInstanceOf(Check.Failed.class)
        .hasMessageContaining("there is none");
  }

  @Test
  void a_schedule_that_is_not_recorded_fails() throws Exception {
    Files.delete(history("fresh,reject.1.json"));

    assertThatThrownBy(this::run)
        .isInstanceOf(Check.Failed.class)
        .hasMessageContaining("Run: ./workshop record");
  }

  @Test
  void a_card_number_in_a_payload_fails() throws Exception {
    Path file = history("fresh,ok.1.json");
    String orderId = Stage.text(file).replaceAll("(?s).*\"workflowId\": \"(order-\\d+)\".*", "$1");
    String token =
        "{\"id\":\"%s\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}"
            .formatted(new PaymentService().paymentInfoOf(orderId).cardNumber());
    String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        file, Stage.text(file).replaceAll("\"eyJpZCI6InRva2Vu[^\"]*\"", "\"" + encoded + "\""));

    assertThatThrownBy(this::run)
        .isInstanceOf(Check.Failed.class)
        .hasMessage("the card number of " + orderId + " stands in a history");
  }

  private int run() throws Exception {
    Workshop workshop = Workshop.here();
    return GoldenHistories.of(workshop, workshop.stage("03")).check().body().run();
  }

  private Path history(String file) {
    return root.resolve(HISTORIES).resolve(file);
  }

  private Path solution(String file) {
    Path sources = root.resolve("solutions").resolve(STAGE).resolve("src/main");
    return Stage.filesIn(sources).stream()
        .filter(path -> path.endsWith(file))
        .map(sources::resolve)
        .findFirst()
        .orElseThrow();
  }
}
