package ticketing.worker;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps gRPC from writing warnings and stack traces on the console, by way of the JDK's logging:
 * what fails is told in one line by {@link Diagnosis} and {@link ServerWatch}.
 */
final class QuietGrpc {
  /** Kept, for the JDK forgets the level of a logger that nobody keeps. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private QuietGrpc() {}

  /** From now on, in this process. */
  static void please() {
    GRPC.setLevel(Level.OFF);
  }
}
