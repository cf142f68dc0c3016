package ticketing.worker;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps gRPC from logging stack traces of failures that are printed in one line. */
public final class GrpcLogging {
  /** Kept, because the JDK forgets the level of a logger that nobody refers to. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private GrpcLogging() {}

  /** Silences it for the rest of the process. */
  public static void silence() {
    GRPC.setLevel(Level.OFF);
  }
}
