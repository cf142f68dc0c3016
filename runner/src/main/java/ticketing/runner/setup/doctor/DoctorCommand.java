package ticketing.runner.setup.doctor;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.util.CommandContext;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop doctor}. */
@Command(
    name = "doctor",
    description =
        "Look whether this computer can do what the workshop needs, with a network and without one."
            + " Each thing that is not as it should be comes with its fix.")
public final class DoctorCommand implements Callable<Integer> {
  private final CommandContext context;

  /** In this context. */
  public DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    return Doctor.examine(context, Optional.of(this::temporal)) ? 0 : 1;
  }

  private String temporal() throws TemporalConnection.Unreachable {
    try (TemporalConnection connection =
        TemporalConnection.open(TemporalConnection.Options.of(context.environment()))) {
      return connection.address();
    }
  }
}
