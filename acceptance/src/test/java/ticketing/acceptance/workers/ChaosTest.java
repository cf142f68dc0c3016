package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;

/** Tests the output of {@code ./workshop chaos}, which kills workers, and the tickets on disk. */
@Tag("process")
class ChaosTest {
  private static final int FEWEST_KILLS = 5;

  @TempDir private Path folder;

  @Test
  void a_thousand_orders_of_03_have_one_ticket_each() throws Exception {
    Stage stage = Workshop.here().stage("03");
    Shell.Output output = chaos(stage, 1000);
    assertThat(output.exitCode()).as(output.tail(20)).isZero();
    Ledger ledger = ledger(stage);
    List<String> orderIds = ledger.orderIds();
    assertThat(orderIds).hasSize(1000);
    OrderTestbed.assertOneTicketEach(ledger, orderIds);
    assertThat(output.text()).contains("its workflow returned that ticket's number");
    Matcher row =
        Pattern.compile("(?m)^%s( +\\d+){5} +(?<kills>\\d+) ".formatted(stage))
            .matcher(output.text());
    assertThat(row.find()).as(output.tail(20)).isTrue();
    assertThat(Integer.parseInt(row.group("kills"))).isGreaterThanOrEqualTo(FEWEST_KILLS);
  }

  @Test
  void chaos_makes_01_sell_twice_and_names_the_order() throws Exception {
    Stage stage = Workshop.here().stage("01");
    Shell.Output output = chaos(stage, 40);
    assertThat(output.exitCode()).as(output.tail(20)).isEqualTo(1);
    Matcher doubled =
        Pattern.compile("(?m)^(order-\\S+) has (\\d+) tickets").matcher(output.text());
    assertThat(doubled.find()).as(output.tail(20)).isTrue();
    assertThat(ledger(stage).ticketIdsOf(doubled.group(1)))
        .hasSize(Integer.parseInt(doubled.group(2)))
        .hasSizeGreaterThan(1);
  }

  private Shell.Output chaos(Stage stage, int orders) throws Exception {
    return CommandProcess.run(
        Workshop.here().root(),
        Map.of(),
        "chaos",
        stage.name(),
        "--orders",
        String.valueOf(orders),
        "--database",
        folder.toString());
  }

  private Ledger ledger(Stage stage) {
    return new Ledger(folder.resolve(stage.name()), Clock.systemUTC());
  }
}
