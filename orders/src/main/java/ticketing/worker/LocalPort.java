package ticketing.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;

/** The port on loopback where Temporal is looked for, and embedded, if no address is configured. */
public final class LocalPort {
  /** The environment variable for the port, instead of 7233. */
  public static final String VARIABLE = "WORKSHOP_PORT";

  private static final int DEFAULT = 7233;
  private static final int HIGHEST = 65_535;
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  private LocalPort() {}

  /**
   * The port that {@link #VARIABLE} names, or else Temporal's usual one.
   *
   * @throws TemporalConnection.Unreachable if it names something else
   */
  public static int chosen(Map<String, String> environment) throws TemporalConnection.Unreachable {
    return of(environment.get(VARIABLE));
  }

  static int of(String named) throws TemporalConnection.Unreachable {
    if (named == null || named.isBlank()) {
      return DEFAULT;
    }
    String wrong = VARIABLE + " is a port from 1 to 65535, not \"" + named + "\".";
    try {
      int port = Integer.parseInt(named.trim());
      if (port < 1 || port > HIGHEST) {
        throw new TemporalConnection.Unreachable(wrong, null);
      }
      return port;
    } catch (NumberFormatException e) {
      throw new TemporalConnection.Unreachable(wrong, e);
    }
  }

  /** Where a server of this port is. */
  static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** Whether anything accepts connections there. */
  public static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
