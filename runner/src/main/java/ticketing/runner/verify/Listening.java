package ticketing.runner.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The addresses that a process accepts connections at, as Linux tells them in {@code /proc}.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The files net/tcp and
 *     net/tcp6</a>
 */
final class Listening {
  private static final String LISTENS = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 4;

  private Listening() {}

  /** The addresses, without their ports. */
  static List<InetAddress> addressesOf(ProcessHandle process) throws IOException {
    Path folder = Path.of("/proc", String.valueOf(process.pid()));
    Set<String> sockets = socketsOf(folder);
    List<InetAddress> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(folder.resolve(table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields[STATE].equals(LISTENS) && sockets.contains("socket:[" + fields[INODE] + "]")) {
          addresses.add(address(fields[LOCAL_ADDRESS].split(":")[0]));
        }
      }
    }
    return addresses;
  }

  /** Where Linux tells it: the process listens, and on loopback alone. */
  static void requireLoopbackOnly(ProcessHandle process) throws IOException, Check.Failed {
    if (isTold()) {
      List<InetAddress> addresses = addressesOf(process);
      Check.require(
          !addresses.isEmpty() && addresses.stream().allMatch(InetAddress::isLoopbackAddress),
          "it listens at " + addresses);
    }
  }

  /** Whether the system tells it. */
  static boolean isTold() {
    return Files.exists(Path.of("/proc/self/net/tcp"));
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
          // Closed meanwhile.
        }
      }
    }
    return sockets;
  }

  /** From hexadecimal digits: words of four bytes, each in this computer's order. */
  private static InetAddress address(String digits) throws IOException {
    byte[] told = HexFormat.of().parseHex(digits);
    byte[] bytes = new byte[told.length];
    boolean littleEndian = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < told.length; i++) {
      int place = i % WORD;
      bytes[i] = littleEndian ? told[i - place + WORD - 1 - place] : told[i];
    }
    return InetAddress.getByAddress(bytes);
  }
}
