package ticketing.runner.service;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Refused;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.faults.Fault;

/** {@code ./workshop faults}. */
@Command(
    name = "faults",
    description = "Show or change the faults of the ticket service while it runs.")
public final class FaultsCommand extends WithContext implements Runnable {
  @Mixin private TicketsAddress address;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description =
          "Make calls fail with this probability, 0 to 1: 0.5 for all operations, or"
              + " createTicket=after:0.5 for one fault; may be repeated for several faults.")
  private List<String> likelihoods = List.of();

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
    if (off && !(likelihoods.isEmpty() && next.isEmpty())) {
      throw new UsageException("Pass --off or the faults to turn on, not both.");
    }
    List<NextCall> calls = next.stream().map(NextCall::of).toList();
    context.out().print(change(new FaultChange(parseLikelihoods(), calls, off)));
  }

  /** Returns the likelihoods that were given; null for none. */
  private Map<Fault, Double> parseLikelihoods() {
    Map<Fault, Double> all = new EnumMap<>(Fault.class);
    for (String one : likelihoods) {
      int colon = one.indexOf(':');
      double likelihood = number(one.substring(colon + 1));
      if (colon < 0) {
        all.putAll(SwitchedFaults.everywhere(likelihood));
      } else {
        all.put(NextCall.of(one.substring(0, colon)).fault(), likelihood);
      }
    }
    return likelihoods.isEmpty() ? null : all;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "A likelihood must be a number from 0 to 1, such as 0.5 or createTicket=after:0.5, not \"%s\".",
          text);
    }
  }

  /** Returns the faults as they are after the change. */
  private String change(FaultChange change) {
    ServiceConnection connection = address.connection();
    HttpRequest request =
        connection
            .request(TicketService.FAULTS)
            .PUT(HttpRequest.BodyPublishers.ofString(Json.write(change)))
            .build();
    HttpResponse<String> answer = connection.send(request, ServiceConnection.COMMAND_TIMEOUT);
    if (answer.statusCode() != 200) {
      throw UsageException.failure(connection.read(answer, Refused.class).message());
    }
    return answer.body();
  }
}
