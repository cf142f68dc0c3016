package ticketing.runner.service;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.DatabaseOption;

/** {@code ./workshop tickets}. */
@Command(
    name = "tickets",
    description =
        "Serve the ticket system over HTTP, to this machine only, until it is stopped; kill it"
            + " whenever you like. Workers use it with --tickets, and faults switches its faults.")
public final class TicketsCommand implements Runnable {
  /** Where it is served unless told otherwise. */
  static final String PORT = "7280";

  private final CommandContext context;

  @Option(
      names = "--port",
      defaultValue = PORT,
      description = "On loopback; ${DEFAULT-VALUE}. 0 is any that is free.")
  private int port;

  @Mixin private DatabaseOption database;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      defaultValue = "0",
      description = "Of a fault in each call, 0 to 1; ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses which calls fail; ${DEFAULT-VALUE}.")
  private long seed;

  /** In this context. */
  public TicketsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    FaultSettings faults = FaultSettings.everywhere(seed, likelihood);
    Path folder = database.locate();
    Optional<String> given = AdminToken.given(context);
    String token = given.orElseGet(AdminToken::random);
    TicketService service = TicketService.start(folder, port, faults, token, context.err());
    service.listen(entry -> context.out().println(entry.orderId() + "  " + entry));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    if (given.isEmpty()) {
      context.out().printf("Its token, for ./workshop faults: %s%n", token);
    }
    context
        .out()
        .printf(
            "The ticket service is ready: %s, tickets in %s. Ctrl-C stops it.%n",
            service.address(), folder);
    awaitTheEnd();
  }

  private static void awaitTheEnd() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
