package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import ticketing.runner.util.Shell;

/** Loopback: the workshop's processes find each other there. */
final class NetworkExamination {
  private static final int PATIENCE_MILLIS = 2_000;
  private static final String HOSTS =
      Shell.WINDOWS ? "C:\\Windows\\System32\\drivers\\etc\\hosts" : "/etc/hosts";

  private NetworkExamination() {}

  static List<Finding> loopback() {
    try {
      InetAddress localhost = InetAddress.getByName("localhost");
      if (!localhost.isLoopbackAddress()) {
        return List.of(
            Finding.broken(
                "localhost is " + localhost.getHostAddress() + ", which is not this computer",
                "Put the line \"127.0.0.1 localhost\" into " + HOSTS + "."));
      }
    } catch (UnknownHostException e) {
      return List.of(
          Finding.broken(
              "localhost is not known",
              "Put the line \"127.0.0.1 localhost\" into " + HOSTS + "."));
    }
    return List.of(ofConnection());
  }

  private static Finding ofConnection() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket()) {
      client.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
      return Finding.fine("Loopback: localhost can be reached");
    } catch (IOException e) {
      return Finding.broken(
          "A program cannot reach another one on this computer: " + e.getMessage(),
          "A firewall or VPN forbids it: allow Java connections to 127.0.0.1.");
    }
  }

  /** Temporal's SDK asks for this name, and some systems look for it for seconds. */
  static List<Finding> hostName() {
    long begin = System.nanoTime();
    String name = "the name of this computer";
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // That does no harm, if only it is known at once.
    }
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    return seconds < 2
        ? List.of()
        : List.of(
            Finding.warning(
                "To look for " + name + " takes " + seconds + " s, and each command waits for it",
                "Put the line \"127.0.0.1 " + name + "\" into " + HOSTS + "."));
  }

  /** Whether somebody accepts a connection there. */
  static boolean isListening(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
