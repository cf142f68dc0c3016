package ticketing.runner.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.util.Shell;
import ticketing.runner.util.WithContext;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop doctor}. */
@Command(name = "doctor", description = "Check this machine and print a fix for each problem.")
public final class DoctorCommand extends WithContext implements Callable<Integer> {
  private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(3);

  private Doctor doctor;

  @Override
  public Integer call() {
    doctor = new Doctor(context.environment(), context.root(), context.out());
    doctor.checkMachine(Shell.mavenCommand().get(0));
    doctor.check("Temporal", this::checkTemporal);
    if (!doctor.hasProblems()) { // Otherwise Maven may fail for a reason that is printed already.
      doctor.check("Offline", this::checkOffline);
    }
    doctor.printSummary();
    return doctor.hasProblems() ? 1 : 0;
  }

  private void checkTemporal() throws IOException {
    try {
      if (!TemporalConnection.isServerExpected(context.environment())) {
        checkFreePort(LocalPort.chosen(context.environment()));
        return;
      }
      TemporalConnection.Options options = TemporalConnection.Options.of(context.environment());
      try (TemporalConnection connection = TemporalConnection.open(options)) {
        doctor.ok("Temporal answers at " + connection.address());
      }
    } catch (TemporalConnection.Unreachable e) {
      doctor.problem("Cannot connect to Temporal", e.getMessage());
    }
  }

  /** Windows reserves ranges of ports, on which no program can listen. */
  private void checkFreePort(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      doctor.ok("Port " + socket.getLocalPort() + " is free for the embedded Temporal");
    } catch (IOException e) {
      doctor.problem(
          "Port " + port + " cannot be used: " + e.getMessage(),
          "Use another one. Type in every terminal: "
              + Shell.setting(LocalPort.VARIABLE, String.valueOf(Shell.freePort())));
    }
  }

  private void checkOffline() throws IOException, InterruptedException {
    Shell.Output output = PrefetchCommand.build(context, OFFLINE_LIMIT, "-o");
    if (output.exitCode() == 0) {
      doctor.ok("Ready to work offline");
    } else if (Doctor.needsNetwork(output.text())) {
      doctor.note(
          "Before you go offline, type: " + Shell.workshop("prefetch"),
          Doctor.mavenSettings().contains("<mirror>")
              ? "Copied from another machine? See \"Work offline\" in setup.md."
              : "");
      doctor.checkProxy();
    } else {
      doctor.problem(
          "Maven fails: " + Doctor.mavenError(output.text()),
          "Fix what this line names. Files you changed: git status");
    }
  }
}
