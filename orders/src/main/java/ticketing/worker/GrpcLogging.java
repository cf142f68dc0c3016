package ticketing.worker;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps gRPC from logging stack traces through the JDK's logging: {@link ConnectionCheck} and
 * {@link ServerWatch} print failures in one line.
 */
final class GrpcLogging {
  /** Held, because the JDK forgets the level of a logger that nobody holds. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private GrpcLogging() {}

  /** Silences it in this process. */
  static void silence() {
    GRPC.setLevel(Level.OFF);
  }
}
