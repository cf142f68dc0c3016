package ticketing.runner.setup.doctor;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop doctor}. */
@Command(
    name = "doctor",
    description =
        "Look whether this computer can do what the workshop needs, with a network and without one."
            + " Each thing that is not as it should be comes with its fix.")
public final class DoctorCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    return Doctor.examine(Workshop.here(), Optional.of(DoctorCommand::temporal), System.out)
        ? 0
        : 1;
  }

  private static String temporal() throws TemporalConnection.Unreachable {
    try (TemporalConnection connection = TemporalConnection.open(TemporalConnection.Options.NONE)) {
      return connection.address();
    }
  }
}
