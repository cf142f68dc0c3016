package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;

/** Tests the table of {@code ./workshop demo} for all exercises and the idempotency key. */
@Tag("process")
class DemoTest {
  private static final int ORDERS = 50;
  private static final List<String> STRATEGIES =
      Stream.concat(Workshop.here().stages().stream().map(Stage::name), Stream.of(Strategies.KEY))
          .toList();

  @TempDir private static Path folder;
  private static List<String> table;

  @BeforeAll
  static void run() throws Exception {
    table = demo("one");
    assertThat(table).hasSize(STRATEGIES.size());
  }

  /** Returns the rows of the table without the times. */
  private static List<String> demo(String run) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("demo", "--seed", "7"));
    arguments.addAll(List.of("--orders", String.valueOf(ORDERS)));
    arguments.addAll(List.of("--database", folder.resolve(run).toString()));
    STRATEGIES.forEach(strategy -> arguments.addAll(List.of("--strategy", strategy)));
    Shell.Output output =
        CommandProcess.run(Workshop.here().root(), Map.of(), arguments.toArray(String[]::new));
    assertThat(output.exitCode()).as(output.tail(40)).isZero();
    return output
        .text()
        .lines()
        .filter(line -> line.matches("\\S+( +\\d+){6} .* s"))
        .map(line -> line.replaceAll(" +\\S+ s$", ""))
        .toList();
  }

  @Test
  void the_same_seed_gives_the_same_table() throws Exception {
    assertThat(demo("two")).isEqualTo(table);
  }

  @Test
  void the_table_agrees_with_the_tickets_on_disk() {
    for (String strategy : STRATEGIES) {
      List<Integer> tickets = tickets(strategy);
      int all = tickets.stream().mapToInt(Integer::intValue).sum();
      int duplicates = tickets.stream().mapToInt(count -> Math.max(0, count - 1)).sum();
      String row = "%s +%d +%d +%d .*".formatted(Pattern.quote(strategy), ORDERS, all, duplicates);
      assertThat(table).anyMatch(line -> line.matches(row));
    }
  }

  @Test
  void only_01_sells_twice_03_04_key_sell_all() {
    assertThat(tickets(STRATEGIES.get(0))).anyMatch(count -> count > 1);
    assertThat(tickets(STRATEGIES.get(1))).noneMatch(count -> count > 1);
    assertThat(STRATEGIES.subList(2, 5))
        .allSatisfy(strategy -> assertThat(tickets(strategy)).hasSize(ORDERS).containsOnly(1));
  }

  /** Returns the number of tickets of each order. */
  private static List<Integer> tickets(String strategy) {
    Ledger ledger = new Ledger(folder.resolve("one").resolve(strategy), Clock.systemUTC());
    return ledger.orderIds().stream().map(id -> ledger.ticketIdsOf(id).size()).toList();
  }
}
