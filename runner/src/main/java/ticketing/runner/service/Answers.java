package ticketing.runner.service;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import ticketing.runner.service.Wire.Refusal;
import ticketing.runner.service.Wire.Refused;

/** The ways in which a request can be answered, and those in which it is not. */
final class Answers {
  private Answers() {}

  static void json(Context context, String text) {
    context.status(200).contentType(Wire.TYPE).result(text);
  }

  static void refuse(Context context, Refusal refusal, String message) {
    refuse(context, refusal.status, refusal.word, message);
  }

  static void refuse(Context context, int status, String error, String message) {
    context.status(status).contentType(Wire.TYPE).result(new Refused(error, message).text());
  }

  /**
   * Cuts the connection without a response.
   *
   * @param after this long; until then the caller hears nothing
   */
  static void cut(Context context, Duration after) {
    EndPoint connection =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    context.future(
        () ->
            CompletableFuture.runAsync(
                connection::close,
                CompletableFuture.delayedExecutor(
                    Math.max(0, after.toMillis()), TimeUnit.MILLISECONDS)));
  }
}
