package ticketing.runner.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.worker.WorkerProcess;

/** The option that names the ticket service. */
public final class TicketsAddress extends WithContext {
  /** The environment variable that names the ticket service, such as http://127.0.0.1:7280. */
  public static final String VARIABLE = "WORKSHOP_TICKETS";

  private static final String EXAMPLE = "http://127.0.0.1:" + TicketsCommand.PORT;

  @Option(
      names = "--tickets",
      paramLabel = "ADDRESS",
      description =
          "The address of the ticket service; default: the value of "
              + VARIABLE
              + ". Without it, a worker has a ticket system of its own, and faults uses port "
              + TicketsCommand.PORT
              + ".")
  private String address;

  /** Returns whether an address was given. */
  public boolean isNamed() {
    return named().isPresent();
  }

  private Optional<URI> named() {
    String text = (address != null ? address : context.variable(VARIABLE)).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
  }

  private static URI parse(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/$", ""));
      boolean isPlain = "".equals(uri.getRawPath()) && uri.getQuery() == null;
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && isPlain) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // As below.
    }
    throw new UsageException(
        "\"%s\" is not the address of a ticket service. Use one like %s.", text, EXAMPLE);
  }

  /** Opens the service's ticket system for a worker of this strategy, if an address was given. */
  public Optional<WorkerProcess.Job> open(Strategy strategy, Consumer<String> screen) {
    return named().map(service -> open(strategy, service, screen));
  }

  /** Opens the one at this address; the screen prints when it does not answer, and is back. */
  public static WorkerProcess.Job open(Strategy strategy, URI service, Consumer<String> screen) {
    new ServiceConnection(service).check();
    return new WorkerProcess.Job(
        strategy,
        new HttpTicketSystem(service, HttpTicketSystem::endOfAttempt, screen),
        "of the service at " + service);
  }

  /** Returns a connection to the service, by default to the usual address. */
  ServiceConnection connection() {
    return new ServiceConnection(named().orElse(URI.create(EXAMPLE)));
  }
}
