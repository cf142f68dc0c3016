package ticketing.runner.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.service.Wire.Refused;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;
import ticketing.system.TicketSystemException;

/** {@code ./workshop faults}. */
@Command(
    name = "faults",
    description =
        "Show and switch the faults of the ticket service while it runs. It wants the service's"
            + " token.")
public final class FaultsCommand implements Runnable {
  private static final int OK = 200;
  private static final int NO_TOKEN = 401;

  private final CommandContext context;

  @Mixin private TicketsAddress address;

  @Option(
      names = "--token",
      description =
          "What the service printed when it started; by default that of "
              + AdminToken.VARIABLE
              + ".")
  private String token;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description =
          "Of a fault, 0 to 1: 0.5 for every call, or createTicket=after:0.5 for one fault of one"
              + " operation, more than once if you like.")
  private List<String> likelihoods = new ArrayList<>();

  @Option(names = "--seed", description = "Chooses which calls fail.")
  private Long seed;

  @Option(
      names = "--next",
      paramLabel = "FAULT",
      description =
          "What happens to the operation's next call, such as createTicket=after; more than once"
              + " for the calls after it.")
  private List<String> next = new ArrayList<>();

  @Option(names = "--off", description = "No more faults; what is held goes on.")
  private boolean off;

  @Option(names = "--release", description = "What is held goes on.")
  private boolean release;

  /** In this context. */
  public FaultsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    ObjectNode wanted = wanted();
    URI service = address.named().orElse(URI.create("http://127.0.0.1:" + TicketsCommand.PORT));
    ServiceConnection connection = new ServiceConnection(service);
    TicketsAddress.requireService(connection, TicketsAddress.FIRST_ANSWER);
    HttpRequest.Builder request =
        connection
            .request(AdminRoutes.FAULTS)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", Wire.TYPE);
    if (!wanted.isEmpty()) {
      request.PUT(HttpRequest.BodyPublishers.ofString(wanted.toString()));
    }
    tell(send(connection, request.build()));
  }

  private ObjectNode wanted() {
    ObjectNode wanted = Wire.JSON.createObjectNode();
    if (off) {
      if (!likelihoods.isEmpty() || !next.isEmpty()) {
        throw new UsageException("Either --off or faults, not both.");
      }
      wanted.put("likelihood", 0);
      ObjectNode none = wanted.putObject("next");
      for (Operation operation : Operation.values()) {
        none.putArray(operation.toString());
      }
    }
    if (off || release) {
      wanted.put("release", true);
    }
    if (seed != null) {
      wanted.put("seed", seed);
    }
    putLikelihoods(wanted);
    if (!next.isEmpty()) {
      putNext(wanted.putObject("next"));
    }
    return wanted;
  }

  private void putLikelihoods(ObjectNode wanted) {
    if (likelihoods.size() == 1 && !likelihoods.get(0).contains("=")) {
      wanted.put("likelihood", number(likelihoods.get(0)));
      return;
    }
    for (String one : likelihoods) {
      int colon = one.indexOf(':');
      if (colon < 0) {
        throw new UsageException(
            "--likelihood is one number, or faults such as createTicket=after:0.5, not \"%s\"."
                .formatted(one));
      }
      FaultSwitch fault = fault(one.substring(0, colon));
      wanted
          .withObject("/likelihood")
          .withObject("/" + fault.operation())
          .put(fault.fault(), number(one.substring(colon + 1)));
    }
  }

  private void putNext(ObjectNode wanted) {
    for (String one : next) {
      FaultSwitch fault = fault(one);
      ArrayNode ofOperation = wanted.withArray("/" + fault.operation());
      ofOperation.add(fault.fault());
    }
  }

  private static FaultSwitch fault(String name) {
    String[] parts = name.split("=", 2);
    return FaultSwitch.of(parts[0], parts.length == 2 ? parts[1] : "");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException("A likelihood is a number from 0 to 1, not \"" + text + "\".");
    }
  }

  private String token() {
    String known = token != null ? token.strip() : AdminToken.given(context).orElse("");
    if (known.isEmpty() || !known.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new UsageException(
          "Set %s to what the service printed when it started, or name it with --token."
              .formatted(AdminToken.VARIABLE));
    }
    return known;
  }

  private static JsonNode send(ServiceConnection connection, HttpRequest request) {
    try {
      HttpResponse<String> answer = connection.send(request, TicketsAddress.FIRST_ANSWER);
      if (answer.statusCode() == OK) {
        return Wire.JSON.readTree(answer.body());
      }
      if (answer.statusCode() == NO_TOKEN) {
        throw new UsageException(
            "That is not the token of the service at %s. It printed one when it started, or has that of %s."
                .formatted(connection.address(), AdminToken.VARIABLE),
            1);
      }
      throw new UsageException(Refused.of(answer.body()).message());
    } catch (TicketSystemException | JsonProcessingException | Wire.Unreadable e) {
      throw new UsageException("The service did not answer as it should: " + e.getMessage(), 1);
    }
  }

  private void tell(JsonNode faults) {
    context.out().println("seed " + faults.path("seed").asText());
    for (Operation operation : Operation.values()) {
      StringBuilder line = new StringBuilder();
      faults
          .path("likelihood")
          .path(operation.toString())
          .fields()
          .forEachRemaining(
              fault ->
                  line.append(
                      String.format(
                          Locale.ROOT,
                          "  %s %.0f %%",
                          fault.getKey(),
                          100 * fault.getValue().asDouble())));
      List<String> coming = new ArrayList<>();
      faults.path("next").path(operation.toString()).forEach(one -> coming.add(one.asText()));
      context
          .out()
          .printf(
              "%-16s%s%s%n",
              operation, line, coming.isEmpty() ? "" : "  next: " + String.join(", ", coming));
    }
    int held = faults.path("held").asInt();
    if (held > 0) {
      context.out().println("held: " + held + ". --release lets them go on.");
    }
  }
}
