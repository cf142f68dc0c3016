package ticketing.runner.service;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.WithContext;

/** {@code ./workshop tickets}. */
@Command(
    name = "tickets",
    description = {
      "Serve the ticket system over HTTP, to this machine only.",
      "It is for workers that are started with --tickets."
    })
public final class TicketsCommand extends WithContext implements Callable<Integer> {
  /** Its usual port. */
  static final String PORT = "7280";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = PORT,
      description =
          "Listen on this port of 127.0.0.1; default: ${DEFAULT-VALUE}; 0 for a free one.")
  private int port;

  @Mixin private DatabaseOption database;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      defaultValue = "0",
      description = "Make calls fail with this probability, 0 to 1; default: ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Choose which calls fail; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    SwitchedFaults faults = new SwitchedFaults(seed);
    faults.setLikelihood(likelihood);
    Path folder = database.locate();
    TicketService service =
        new TicketService(folder, port, TicketService.TIMING, false, faults, context.err());
    service.listen(entry -> context.out().println(entry.orderId() + "  " + entry));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    context.print(
        "The ticket service is ready: %s, tickets in %s. Ctrl-C stops it.%n",
        service.address(), folder);
    Thread.currentThread().join();
    return 0;
  }
}
