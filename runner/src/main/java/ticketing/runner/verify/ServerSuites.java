package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Workshop;

/**
 * Scenes of orders, workers and servers, each on one server only: what the ticket service does on
 * the embedded one, all else on a real one.
 */
final class ServerSuites {
  private final SharedServer embedded;
  private final SharedServer real;
  private final RealServerForSuite program;
  private final List<Check> onEmbedded;
  private final List<Check> onReal;

  private ServerSuites(Workshop workshop) {
    this.program = new RealServerForSuite(workshop);
    this.embedded = SharedServer.embedded(workshop);
    this.real = SharedServer.real(program::program);
    this.onEmbedded = new ArrayList<>(Chaos.checks(workshop, SharedServer.embeddedByCommand()));
    onEmbedded.addAll(TicketServices.checks(workshop, embedded));
    this.onReal = new ArrayList<>(OnlyLoopback.ofRealServer(workshop));
    onReal.addAll(ServerSuite.checks(workshop, real));
    onReal.addAll(EncryptedOrders.checks(workshop, real));
    onReal.add(RestartedServer.check(workshop, program::program));
  }

  /** Looks for a real server, and begins to build one, if any of its checks will be run. */
  static ServerSuites prepare(Workshop workshop, Checks checks) {
    ServerSuites suites = new ServerSuites(workshop);
    if (checks.wantsAnyOf(suites.onReal)) {
      suites.program.findOrBuild();
    }
    return suites;
  }

  /** Runs those that are wanted. */
  void run(Checks checks) {
    try (embedded) {
      checks.run(onEmbedded);
    }
    try (real) {
      checks.runIf(program.isHere(onReal.size()), onReal);
    }
  }
}
