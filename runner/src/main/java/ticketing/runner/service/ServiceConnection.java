package ticketing.runner.service;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ticketing.runner.util.UsageException;
import ticketing.system.TicketSystemException;

/**
 * Sends requests to a service, each at most once.
 *
 * <p>The JDK's client sends a GET again if its connection was cut, but never a POST. So whatever
 * must not be sent twice is a POST, the look-ups too. It may connect again where it could not
 * connect: nothing was sent then.
 */
final class ServiceConnection {
  /** How long a command waits for an answer that no order waits for. */
  static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(15);

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  ServiceConnection(URI address) {
    this.address = address;
  }

  /** Throws a {@link TicketSystemException} if no service answers, or another program. */
  void check() {
    String answer = send("GET", "/", "", COMMAND_TIMEOUT).body();
    if (!answer.equals(TicketService.SIGNATURE)) {
      throw foreign("not the expected text");
    }
  }

  /**
   * Sends a request and waits for the whole answer, also if the thread is interrupted: the service
   * was told until when its caller waits, and its timing guarantees count from then.
   *
   * @param path below the address
   * @throws TicketSystemException if there is no whole answer within the timeout. The request may
   *     have had an effect, unless its cause is a {@link ConnectException}
   */
  HttpResponse<String> send(String method, String path, String body, Duration timeout) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", Json.TYPE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).join();
    } catch (CompletionException e) {
      answer.cancel(true);
      throw new TicketSystemException(explain(e.getCause(), timeout), e.getCause());
    }
  }

  /** Reads a message; throws a {@link TicketSystemException} if it has not the expected form. */
  <T> T read(HttpResponse<String> answer, Class<T> type) {
    try {
      return Json.read(answer.body(), type);
    } catch (UsageException e) {
      throw foreign(e.getMessage());
    }
  }

  /** Returns the failure for an answer that is not from a ticket service, but this. */
  TicketSystemException foreign(String answer) {
    return new TicketSystemException(
        "The program that answers at %s is not the workshop's ticket service: its answer is %s. Correct --tickets or %s."
            .formatted(address, answer, TicketsAddress.VARIABLE));
  }

  private String explain(Throwable cause, Duration timeout) {
    if (cause instanceof TimeoutException) {
      return "No answer from %s within %d ms.".formatted(address, timeout.toMillis());
    }
    if (isUnknownHost(cause)) {
      return "Unknown host \"%s\". Correct --tickets or %s."
          .formatted(address.getHost(), TicketsAddress.VARIABLE);
    }
    return cause instanceof ConnectException
        ? "No ticket service answers at %s. Start one: ./workshop tickets".formatted(address)
        : "The connection to %s was cut before there was an answer.".formatted(address);
  }

  /** The JDK's client says only that it cannot connect; the reason is below. */
  private static boolean isUnknownHost(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        || cause instanceof ConnectException && isUnknownHost(cause.getCause());
  }
}
