package ticketing.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import ticketing.worker.TemporalConnection.Unreachable;

/** The loopback port of the embedded server, and of Temporal if no address is configured. */
public final class LocalPort {
  /** The environment variable for the port, instead of 7233. */
  public static final String VARIABLE = "WORKSHOP_PORT";

  private static final int HIGHEST = 65_535;
  private static final int CONNECT_MILLIS = 2000;

  private LocalPort() {}

  /** Returns the port that {@link #VARIABLE} names, or else 7233. */
  public static int chosen(Map<String, String> environment) throws Unreachable {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (text.isEmpty()) {
      return 7233;
    }
    int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (!isPort(number)) {
      throw new Unreachable(
          "%s is \"%s\". Set it to a number from 1 to %d, or unset it."
              .formatted(VARIABLE, text, HIGHEST));
    }
    return number;
  }

  /** Returns whether a server can listen at a port of this number. */
  public static boolean isPort(int number) {
    return number >= 1 && number <= HIGHEST;
  }

  /** Returns whether anything accepts connections there. */
  public static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
