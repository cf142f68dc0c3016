package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderStarter;
import ticketing.runner.Shell;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.system.Ledger;
import ticketing.system.Reservations;
import ticketing.testkit.TemporaryFolder;

/** The demonstration of {@link ChangedLoop} in {@code demos.md}, by the commands it prints. */
final class ChangedLoopDemo {
  private static final String IN_FLIGHT = "order-173205";
  private static final String NEW = "order-161803";

  private final Path copy;
  private final Path versions;
  private final Path workflow;
  private final Path folder = TemporaryFolder.create("workshop-changed-loop");
  private final Path database = folder.resolve("database");
  private final Map<String, String> environment;

  private ChangedLoopDemo(Workshop workshop, Path copy) throws IOException {
    Stage stage = workshop.stage("03");
    this.copy = copy;
    this.versions = ChangedLoop.folder(workshop, stage);
    this.workflow =
        copy.resolve("solutions").resolve(stage.name()).resolve(stage.filesToWrite().get(0));
    this.environment =
        Map.of(
            "WORKSHOP_PORT",
            String.valueOf(Shell.freePort()),
            "WORKSHOP_DATABASE",
            database.toString(),
            "WORKSHOP_IDLE_SECONDS",
            "10");
  }

  static Check check(Workshop workshop, Path copy) {
    return new Check(
        "the loop is changed with an order in flight, as in demos.md",
        () -> new ChangedLoopDemo(workshop, copy).run());
  }

  private int run() throws Exception {
    Shell.Output built = Shell.workshop(copy, environment, "--help");
    Check.require(built.exitCode() == 0, built.tail(40));
    new Reservations(
            List.of(IN_FLIGHT, NEW).stream()
                .map(id -> new Reservations.Seat(id, "Music of the Spheres", "seat", null))
                .toList())
        .write(database);
    String solution = Stage.text(workflow);
    Path before = folder.resolve("before.log");
    Process worker = start(before, "worker", "03", "--likelihood", "0.5", "--seed", "3103");
    Process starter = null;
    try {
      Processes.awaitText(before, "is ready");
      Path told = folder.resolve("starter.log");
      starter = start(told, "order", IN_FLIGHT);
      Processes.awaitText(before, IN_FLIGHT + "  createTicket #1 → failed before the write");
      worker.destroyForcibly().waitFor();

      for (int start = 1; start <= 2; start++) {
        Path unversioned = folder.resolve("unversioned-%d.log".formatted(start));
        worker = startChanged(ChangedLoop.UNVERSIONED, unversioned);
        Processes.awaitText(
            unversioned, IN_FLIGHT + "  the workflow's code was changed while this order was in");
        worker.destroyForcibly().waitFor();
      }
      Processes.awaitText(told, "Its workflow's code was changed meanwhile");

      Path versioned = folder.resolve("versioned.log");
      worker = startChanged(ChangedLoop.VERSIONED, versioned);
      Check.require(
          starter.waitFor(60, TimeUnit.SECONDS) && starter.exitValue() == OrderStarter.TICKET,
          "no ticket:\n" + Files.readString(told));
      Process another = start(folder.resolve("another.log"), "order", NEW);
      Check.require(
          another.waitFor(60, TimeUnit.SECONDS) && another.exitValue() == OrderStarter.TICKET,
          "no ticket:\n" + Files.readString(folder.resolve("another.log")));
      String log = Files.readString(versioned);
      Check.require(!log.contains(IN_FLIGHT + "  issueToken"), "not the old way:\n" + log);
      Check.require(log.contains(NEW + "  issueToken #2"), "not the new way:\n" + log);
      Processes.requireOneTicketEach(
          new Ledger(database, Clock.systemUTC()), List.of(IN_FLIGHT), Files.readString(told));
    } finally {
      worker.destroyForcibly();
      if (starter != null) {
        starter.destroyForcibly();
      }
      Processes.stopServer(Files.readString(before));
      PristineCopy.write(workflow, solution);
    }
    return 1;
  }

  private Process startChanged(String version, Path log) throws IOException {
    PristineCopy.write(workflow, Stage.text(versions.resolve(version)));
    return start(log, "worker", "03");
  }

  private Process start(Path log, String... arguments) throws IOException {
    return Shell.start(copy, environment, log, Shell.runnerCommand(copy, arguments));
  }
}
