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
import java.util.Set;
import java.util.function.UnaryOperator;
import ticketing.runner.util.LoopbackServer;

/**
 * Decodes for Temporal's Web UI and command line, on loopback: {@code POST /decode} and {@code POST
 * /encode}, each with Payloads as JSON and answered with the same.
 *
 * <p>Whoever reaches it can decrypt. A page in a browser can only if it comes from one of the
 * origins that are let in: the browser says where a page comes from, and any other is refused.
 *
 * @see <a href="https://docs.temporal.io/codec-server">Temporal: Codec Server</a>
 */
public final class CodecServer implements AutoCloseable {
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final PayloadCodec codec;
  private final Set<String> origins;
  private final Javalin server;

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @param origins of the pages that are let in, such as {@code http://localhost:8233}
   * @throws ticketing.runner.util.UsageException if the port is taken
   */
  public CodecServer(int port, EncryptionKeys keys, List<String> origins) {
    this.codec = new EncryptionCodec(keys);
    this.origins = Set.copyOf(origins);
    this.server = LoopbackServer.start(port, "--port", this::configure);
  }

  private void configure(JavalinConfig config) {
    config.http.maxRequestSize = MOST_BYTES;
    config.routes.before(this::letIn);
    config.routes.options("/*", context -> context.status(HttpStatus.NO_CONTENT));
    config.routes.post("/decode", context -> answer(context, codec::decode));
    config.routes.post("/encode", context -> answer(context, codec::encode));
  }

  /** Answers what a browser asks before a page of another origin may do something. */
  private void letIn(Context context) {
    String origin = context.header("Origin");
    if (origin == null) {
      return;
    }
    context.header("Vary", "Origin");
    if (!origins.contains(origin)) {
      context
          .status(HttpStatus.FORBIDDEN)
          .result("Not for pages of " + origin + ". Let them in with: ./workshop codec --origin")
          .skipRemainingHandlers();
      return;
    }
    context
        .header("Access-Control-Allow-Origin", origin)
        .header("Access-Control-Allow-Methods", "POST, OPTIONS")
        .header("Access-Control-Allow-Headers", "Content-Type, X-Namespace, Authorization")
        .header("Access-Control-Allow-Credentials", "true");
    if (context.header("Access-Control-Request-Private-Network") != null) {
      context.header("Access-Control-Allow-Private-Network", "true");
    }
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
    } catch (Undecodable e) {
      context.status(HttpStatus.UNPROCESSABLE_CONTENT).result(e.getMessage());
    }
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
