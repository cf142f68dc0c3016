package ticketing.runner.service;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import ticketing.runner.service.Messages.Refusal;
import ticketing.runner.service.Messages.Refused;
import ticketing.runner.util.LoopbackServer;

/** Answers a request, refuses it, or cuts its connection. */
final class Responses {
  private Responses() {}

  static void answer(Context context, Object message) {
    context.contentType(Json.TYPE).result(Json.write(message));
  }

  static void refuse(Context context, int status, Refusal refusal, String message) {
    answer(context.status(status), new Refused(refusal, String.valueOf(message)));
  }

  /** Cuts the connection after this time. The caller gets no response. */
  static void cut(Context context, Duration after) {
    EndPoint connection = LoopbackServer.connection(context);
    context.future(
        () ->
            CompletableFuture.runAsync(
                connection::close,
                CompletableFuture.delayedExecutor(
                    Math.max(0, after.toMillis()), TimeUnit.MILLISECONDS)));
  }
}
