package ticketing.worker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether a server speaks TLS: it answers the beginning of a greeting with an alert. */
final class SpeaksTls {
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();
  private static final int ALERT = 0x15;

  /** A record of TLS with a greeting that no version understands. */
  private static final byte[] NO_GREETING = {0x16, 3, 1, 0, 4, 1, 0, 0, 0};

  private SpeaksTls() {}

  /** Host and port. Where nothing is answered the answer is no. */
  static boolean at(String target) {
    int colon = target.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              target.substring(0, colon), Integer.parseInt(target.substring(colon + 1))),
          PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(NO_GREETING);
      return socket.getInputStream().read() == ALERT;
    } catch (IOException e) {
      return false;
    }
  }
}
