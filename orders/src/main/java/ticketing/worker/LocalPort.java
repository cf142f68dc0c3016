package ticketing.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** The port on loopback where the embedded server is, and Temporal if no address is configured. */
public final class LocalPort {
  /** The environment variable for the port, instead of 7233. */
  public static final String VARIABLE = "WORKSHOP_PORT";

  private static final int HIGHEST = 65_535;
  private static final NumberVariable PORT = new NumberVariable(VARIABLE, 1, HIGHEST, 7233);
  private static final int CONNECT_MILLIS = 2000;

  private LocalPort() {}

  /**
   * The port that {@link #VARIABLE} names, or else 7233.
   *
   * @throws TemporalConnection.Unreachable if it names something else
   */
  public static int chosen(Map<String, String> environment) throws TemporalConnection.Unreachable {
    return PORT.in(environment);
  }

  /** Whether a server can listen at a port of this number. */
  public static boolean isPort(int number) {
    return number >= 1 && number <= HIGHEST;
  }

  static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** Whether anything accepts connections there. */
  static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
