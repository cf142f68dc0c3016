package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.run.chaos.ChaosCommand;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;

/** The chaos command says that every order has one ticket; the tickets on disk say so too. */
final class Chaos {
  private Chaos() {}

  /** A thousand orders that come out right, and a hundred that do not. */
  static List<Check> checks(Workshop workshop, SharedServer server) {
    return List.of(
        survives(workshop, server, workshop.stage("03"), 1000, 5),
        doubles(workshop, server, workshop.stage("01"), 100));
  }

  private static Check survives(
      Workshop workshop, SharedServer server, Stage stage, int orders, int fewestKills) {
    return new Check(
        "on %s: %s: %d orders, a worker that is killed again and again, %d tickets"
            .formatted(server, stage, orders, orders),
        () -> {
          Path folder = TemporaryFolder.create("workshop-chaos-check");
          Shell.Output output = chaos(workshop, server, stage, orders, folder);
          Check.require(output.exitCode() == 0, output.tail(20));
          Ledger ledger = ledger(folder, stage);
          List<String> orderIds = ledger.orderIds();
          Check.require(orderIds.size() == orders, orderIds.size() + " orders have a folder");
          Processes.requireOneTicketEach(
              ledger, orderIds, Files.readString(ledger.database().resolve(ChaosCommand.TOLD)));
          Matcher row =
              Pattern.compile("(?m)^%s( +\\d+){5} +(\\d+) .*$".formatted(stage))
                  .matcher(output.text());
          Check.require(row.find(), "no figures\n" + output.tail(20));
          Check.require(Integer.parseInt(row.group(2)) >= fewestKills, row.group());
          System.out.println(output.tail(7));
          return 1;
        });
  }

  /** What 03 and 04 survive is enough to make 01 sell a seat twice; and the command says where. */
  private static Check doubles(Workshop workshop, SharedServer server, Stage stage, int orders) {
    return new Check(
        "on %s: %s: %d orders under the same chaos, more tickets".formatted(server, stage, orders),
        () -> {
          Path folder = TemporaryFolder.create("workshop-chaos-check");
          Shell.Output output = chaos(workshop, server, stage, orders, folder);
          Check.require(output.exitCode() == 1, output.exitCode() + "\n" + output.tail(20));
          Matcher doubled =
              Pattern.compile("(?m)^(order-\\S+) has (\\d+) tickets").matcher(output.text());
          Check.require(doubled.find(), "no doubled order is told\n" + output.tail(20));
          int tickets = ledger(folder, stage).ticketsOf(doubled.group(1)).size();
          Check.require(
              tickets > 1 && tickets == Integer.parseInt(doubled.group(2)),
              "on disk: " + tickets + "\n" + doubled.group());
          return 1;
        });
  }

  private static Shell.Output chaos(
      Workshop workshop, SharedServer server, Stage stage, int orders, Path folder)
      throws Exception {
    return Shell.workshop(
        workshop.root(),
        server.environment(),
        "chaos",
        stage.name(),
        "--orders",
        String.valueOf(orders),
        "--database",
        folder.toString());
  }

  private static Ledger ledger(Path folder, Stage stage) {
    return new Ledger(folder.resolve(stage.name()), Clock.systemUTC());
  }
}
