package ticketing.runner.service;

import java.net.http.HttpResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Refused;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;

/** {@code ./workshop faults}. */
@Command(
    name = "faults",
    description = "Show or change the faults of the ticket service while it runs.")
public final class FaultsCommand extends WithContext implements Runnable {
  @Mixin private TicketsAddress address;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description = "Make calls fail with this probability, 0 to 1, from now on.")
  private Double likelihood;

  @Option(
      names = "--next",
      paramLabel = "FAULT",
      description =
          "Inject this fault into the next call of its operation, such as createTicket=after;"
              + " repeat it for the calls after that.")
  private List<String> next = List.of();

  @Option(names = "--off", description = "Turn off all faults.")
  private boolean off;

  @Override
  public void run() {
    if (off && (likelihood != null || !next.isEmpty())) {
      throw new UsageException("Pass --off or the faults to turn on, not both.");
    }
    List<NextCall> calls = next.stream().map(NextCall::of).toList();
    String change = Json.write(new FaultChange(likelihood, calls, off));
    ServiceConnection service = address.connection();
    HttpResponse<String> answer =
        service.send("PUT", TicketService.FAULTS, change, ServiceConnection.COMMAND_TIMEOUT);
    if (answer.statusCode() != 200) {
      throw UsageException.failure(service.read(answer, Refused.class).message());
    }
    context.out().print(answer.body());
  }
}
