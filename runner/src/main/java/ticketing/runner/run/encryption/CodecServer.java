package ticketing.runner.run.encryption;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.function.UnaryOperator;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.SameMachineOnly;

/**
 * Decodes for Temporal's Web UI and command line, on loopback: {@code POST /decode} and {@code POST
 * /encode} take and return Payloads as JSON.
 *
 * <p>Every program of this machine can decrypt with it; of the pages in a browser, only those of
 * the allowed origins.
 *
 * @see <a href="https://docs.temporal.io/codec-server">Temporal: Codec Server</a>
 */
public final class CodecServer implements AutoCloseable {
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final PayloadCodec codec;
  private final List<String> origins;
  private final Javalin server;

  /** Starts a server for pages of these origins, such as {@code http://localhost:8233}. */
  public CodecServer(int port, EncryptionKeys keys, List<String> origins) {
    this.codec = new EncryptionCodec(keys);
    this.origins = origins;
    this.server = LoopbackServer.start(port, "--port", this::configure);
  }

  private void configure(JavalinConfig config) {
    config.http.maxRequestSize = MAX_BYTES;
    config.routes.before(SameMachineOnly::requireLoopbackHost);
    config.routes.before(this::checkOrigin);
    config.routes.options("/*", context -> context.status(HttpStatus.NO_CONTENT));
    config.routes.post("/decode", context -> answer(context, codec::decode));
    config.routes.post("/encode", context -> answer(context, codec::encode));
  }

  /** Refuses pages of other origins, and tells the browser what the allowed ones may do. */
  private void checkOrigin(Context context) {
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

  /** Returns the port that it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
