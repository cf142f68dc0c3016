package ticketing.runner.run.encryption;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.function.UnaryOperator;
import ticketing.runner.util.LoopbackServer;

/**
 * Decodes for Temporal's Web UI and command line, on 127.0.0.1: {@code POST /decode} and {@code
 * POST /encode} take and return Payloads as JSON.
 *
 * <p>Every program of this machine can decrypt with it; of the pages in a browser, only those of
 * the allowed origins.
 *
 * @see <a href="https://docs.temporal.io/codec-server">Temporal: Codec Server</a>
 */
final class CodecServer {

  private CodecServer() {}

  /** Starts a server for pages of these origins, such as {@code http://localhost:8233}. */
  static Javalin start(int port, EncryptionKeys keys, List<String> origins) {
    PayloadCodec codec = new EncryptionCodec(keys);
    return LoopbackServer.start(
        port,
        "--port",
        config -> {
          config.http.maxRequestSize = 16L * 1024 * 1024;
          config.routes.before(LoopbackServer::requireLoopbackHost);
          config.routes.before(context -> checkOrigin(context, origins));
          config.routes.options("/*", context -> context.status(HttpStatus.NO_CONTENT));
          config.routes.post("/decode", context -> answer(context, codec::decode));
          config.routes.post("/encode", context -> answer(context, codec::encode));
        });
  }

  /** Refuses pages of other origins, and tells the browser what the allowed ones may do. */
  private static void checkOrigin(Context context, List<String> origins) {
    String origin = context.header("Origin");
    if (origin == null) {
      return;
    }
    context.header("Vary", "Origin");
    if (!origins.contains(origin)) {
      context
          .status(HttpStatus.FORBIDDEN)
          .result("Pages of " + origin + " are refused. Allow them: ./workshop codec --origin URL")
          .skipRemainingHandlers();
      return;
    }
    context
        .header("Access-Control-Allow-Origin", origin)
        .header("Access-Control-Allow-Methods", "POST, OPTIONS")
        .header("Access-Control-Allow-Headers", "Content-Type, X-Namespace, Authorization")
        .header("Access-Control-Allow-Credentials", "true")
        .header("Access-Control-Allow-Private-Network", "true");
  }

  private static void answer(Context context, UnaryOperator<List<Payload>> codec) {
    Payloads.Builder asked = Payloads.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(context.body(), asked);
      Payloads answer =
          Payloads.newBuilder().addAllPayloads(codec.apply(asked.getPayloadsList())).build();
      context
          .contentType("application/json")
          .result(JsonFormat.printer().omittingInsignificantWhitespace().print(answer));
    } catch (InvalidProtocolBufferException e) {
      context.status(HttpStatus.BAD_REQUEST).result("Not Payloads as JSON: " + e.getMessage());
    } catch (DecryptionException e) {
      context.status(HttpStatus.UNPROCESSABLE_CONTENT).result(e.getMessage());
    }
  }
}
