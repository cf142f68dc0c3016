package ticketing.runner.service;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ticketing.system.TicketSystemException;

/**
 * Sends requests to a service, each at most once.
 *
 * <p>The JDK's client sends a GET again whose connection was cut, by itself. It never does so with
 * a POST; so whatever must not be sent twice is a POST, the look-ups too. That it connects again
 * where it could not connect is harmless, for nothing was sent.
 */
final class ServiceConnection {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  ServiceConnection(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  /** A request of a path below the address. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  /**
   * Sends a request and waits for the whole answer.
   *
   * <p>It waits to the end also if the thread is interrupted: whoever gave up earlier than it had
   * told the service would let the service's promise about time begin too late.
   *
   * @param patience how long
   * @throws TicketSystemException if there is no whole answer by then. What was asked for may have
   *     been done
   */
  HttpResponse<String> send(HttpRequest request, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new TicketSystemException(
          "no answer from %s within %d ms".formatted(address, patience.toMillis()));
    } catch (ExecutionException e) {
      throw noAnswer(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TicketSystemException noAnswer(Throwable cause) {
    if (isUnknownHost(cause)) {
      return new TicketSystemException(
          "there is no host \"%s\" in the network. Correct --tickets or %s"
              .formatted(address.getHost(), TicketsAddress.VARIABLE),
          cause);
    }
    return cause instanceof ConnectException
        ? new TicketSystemException(
            "no ticket service answers at %s. Start it: ./workshop tickets".formatted(address),
            cause)
        : new TicketSystemException(
            "the connection to %s was cut before there was an answer".formatted(address), cause);
  }

  /** The JDK's client says only that it cannot connect; the reason is below. */
  private static boolean isUnknownHost(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        || cause instanceof ConnectException && isUnknownHost(cause.getCause());
  }
}
