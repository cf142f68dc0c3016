package ticketing.runner.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.TicketSystemException;
import ticketing.worker.TicketSystemHandle;

/** The option that names the ticket service. */
public final class TicketsAddress {
  /** The environment variable that names the ticket service, such as http://127.0.0.1:7280. */
  public static final String VARIABLE = "WORKSHOP_TICKETS";

  /** How long a command waits for an answer that no order waits for. */
  static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

  private final CommandContext context;

  @Option(
      names = "--tickets",
      paramLabel = "ADDRESS",
      description =
          "The ticket service, such as http://127.0.0.1:"
              + TicketsCommand.PORT
              + "; by default that of "
              + VARIABLE
              + ".")
  private String address;

  /** For a command that runs in this context. */
  public TicketsAddress(CommandContext context) {
    this.context = context;
  }

  /** Whether one was named. */
  public boolean isNamed() {
    return named().isPresent();
  }

  /**
   * The address that was named, by the option or the variable; empty if none was.
   *
   * @throws UsageException if it is no address
   */
  Optional<URI> named() {
    String named = address != null ? address : context.variable(VARIABLE);
    return named.isBlank() ? Optional.empty() : Optional.of(parse(named.strip()));
  }

  private static URI parse(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/$", ""));
      boolean plain = uri.getRawPath().isEmpty() && uri.getQuery() == null;
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && plain) {
        return uri;
      }
    } catch (URISyntaxException | RuntimeException e) {
      // As below.
    }
    throw new UsageException(
        "The ticket service's address is such as http://127.0.0.1:%s, not \"%s\"."
            .formatted(TicketsCommand.PORT, text));
  }

  /**
   * The ticket system that a worker is to call: the service, if one was named.
   *
   * @param screen is told when the service does not answer any more, and when it does again
   * @return empty if none was named
   * @throws UsageException if the one that was named does not answer
   */
  public Optional<TicketSystemHandle> open(Consumer<String> screen) {
    return named().map(service -> open(service, screen));
  }

  /**
   * The ticket system of the service at this address, for a worker.
   *
   * @param screen is told when the service does not answer any more, and when it does again
   * @throws UsageException if it does not answer
   */
  public static TicketSystemHandle open(URI service, Consumer<String> screen) {
    ServiceConnection connection = new ServiceConnection(service);
    requireService(connection, FIRST_ANSWER);
    ServiceWatch watch = new ServiceWatch(service, () -> answers(connection), screen);
    return new TicketSystemHandle(
        new HttpTicketSystem(service, new AttemptEnds(), watch::suspect),
        "of the service at " + service);
  }

  private static boolean answers(ServiceConnection connection) {
    try {
      requireService(connection, HttpTicketSystem.PATIENCE);
      return true;
    } catch (UsageException e) {
      return false;
    }
  }

  /**
   * Returns if a service answers there.
   *
   * @param patience how long it is waited for
   * @throws UsageException if none does
   */
  static void requireService(ServiceConnection connection, Duration patience) {
    HttpResponse<String> answer;
    try {
      HttpRequest request = connection.request("/").GET().build();
      answer = connection.send(request, patience);
    } catch (TicketSystemException e) {
      throw new UsageException(
          "%s%s"
              .formatted(e.getMessage().substring(0, 1).toUpperCase(), e.getMessage().substring(1)),
          1);
    }
    if (!Wire.isAbout(answer.body())) {
      throw new UsageException(
          "What answers at %s is not the workshop's ticket service. Correct --tickets or %s."
              .formatted(connection.address(), VARIABLE),
          1);
    }
  }
}
