package ticketing.runner.service;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Faults;
import ticketing.runner.service.Messages.Refusal;
import ticketing.runner.service.Messages.Refused;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.TicketSystemException;

/** {@code ./workshop faults}. */
@Command(
    name = "faults",
    description = "Show or change the faults of the ticket service while it runs.")
public final class FaultsCommand implements Runnable {
  private final CommandContext context;

  @Mixin private TicketsAddress address;

  @Option(
      names = "--token",
      description =
          "The token that the service printed when it started; default: the value of "
              + FaultRoutes.TOKEN_VARIABLE
              + ".")
  private String token;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description =
          "Let calls fail with this probability, 0 to 1: 0.5 for all operations, or"
              + " createTicket=after:0.5 for one fault; may be repeated for several faults.")
  private List<String> likelihoods = new ArrayList<>();

  @Option(names = "--seed", description = "Choose which calls fail.")
  private Long seed;

  @Option(
      names = "--next",
      paramLabel = "FAULT",
      description =
          "Let the next call of an operation fail, such as createTicket=after; repeat it for the"
              + " calls after that.")
  private List<String> next = new ArrayList<>();

  @Option(names = "--off", description = "Turn off all faults and resume the held calls.")
  private boolean off;

  @Option(names = "--release", description = "Resume the held calls.")
  private boolean release;

  /** In this context. */
  public FaultsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (off && !(likelihoods.isEmpty() && next.isEmpty())) {
      throw new UsageException("Pass --off or the faults to turn on, not both.");
    }
    FaultChange change =
        new FaultChange(
            seed,
            likelihoods.isEmpty() ? null : parseLikelihoods(),
            next.stream().map(FaultSwitch::of).toList(),
            off,
            off || release);
    ServiceConnection connection = address.connect();
    HttpRequest.Builder request =
        connection
            .request(FaultRoutes.PATH)
            .header("Authorization", FaultRoutes.authorization(token()));
    boolean changes = seed != null || off || release || !likelihoods.isEmpty() || !next.isEmpty();
    if (changes) {
      request.PUT(HttpRequest.BodyPublishers.ofString(Json.write(change)));
    }
    print(send(connection, request.build()));
  }

  private Map<FaultSwitch, Double> parseLikelihoods() {
    if (likelihoods.size() == 1 && !likelihoods.get(0).contains("=")) {
      return FaultSettings.everywhere(0, number(likelihoods.get(0))).likelihoods();
    }
    Map<FaultSwitch, Double> all = new EnumMap<>(FaultSwitch.class);
    for (String one : likelihoods) {
      int colon = one.indexOf(':');
      if (colon < 0) {
        throw new UsageException(
            "Pass one --likelihood with a number, or each with a fault, such as createTicket=after:0.5, not \"%s\"."
                .formatted(one));
      }
      all.put(FaultSwitch.of(one.substring(0, colon)), number(one.substring(colon + 1)));
    }
    return new FaultSettings(0, all).likelihoods();
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException("A likelihood is a number from 0 to 1, not \"" + text + "\".");
    }
  }

  private String token() {
    String known = token != null ? token.strip() : context.variable(FaultRoutes.TOKEN_VARIABLE);
    if (known.isEmpty() || !known.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new UsageException(
          "Pass the token that the service printed when it started: --token TOKEN, or set %s."
              .formatted(FaultRoutes.TOKEN_VARIABLE));
    }
    return known;
  }

  private static Faults send(ServiceConnection connection, HttpRequest request) {
    try {
      HttpResponse<String> answer = connection.send(request, TicketsAddress.COMMAND_TIMEOUT);
      if (answer.statusCode() == 200) {
        return Json.read(answer.body(), Faults.class);
      }
      if (answer.statusCode() == Refusal.NO_TOKEN.status) {
        throw new UsageException(
            "That is not the token of the service at %s. Pass the one that it printed when it started, or its %s."
                .formatted(connection.address(), FaultRoutes.TOKEN_VARIABLE),
            1);
      }
      throw new UsageException(Json.read(answer.body(), Refused.class).message());
    } catch (TicketSystemException | Json.UnreadableException e) {
      throw new UsageException(
          "The service at %s gave no valid answer (%s). Try again."
              .formatted(connection.address(), e.getMessage()),
          1);
    }
  }

  private void print(Faults faults) {
    context.out().println("seed " + faults.seed());
    for (Operation operation : Operation.values()) {
      String random =
          FaultSwitch.randomOf(operation).stream()
              .map(fault -> "  " + fault.fault() + percent(faults.likelihoods().get(fault)))
              .collect(Collectors.joining());
      String coming =
          faults.next().stream()
              .filter(fault -> fault.operation() == operation)
              .map(FaultSwitch::fault)
              .collect(Collectors.joining(", "));
      context
          .out()
          .printf("%-16s%s%s%n", operation, random, coming.isEmpty() ? "" : "  next: " + coming);
    }
    if (faults.held() > 0) {
      context.out().printf("Held calls: %d. Resume them with --release.%n", faults.held());
    }
  }

  private static String percent(double likelihood) {
    return String.format(Locale.ROOT, " %.0f %%", 100 * likelihood);
  }
}
