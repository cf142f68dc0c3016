package ticketing.runner.setup.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import ticketing.runner.util.Shell;

/**
 * Whether the workshop lies where all its tools find it. Tried on Linux, each in a path: spaces,
 * umlauts, Japanese and {@code ;!%#+&()'"$@*[],} do no harm. A colon, a backslash and an emoji do,
 * but there Java does not start: of the first two the launcher tells. What is said of Windows is
 * from reading its scripts.
 */
final class PathExamination {
  /** Windows has 260, and the longest path of a compiled file below the workshop has some 150. */
  private static final int LONGEST_ON_WINDOWS = 100;

  private static final String MOVE = "Move the workshop's folder, for instance to ";

  private PathExamination() {}

  static List<Finding> findings(Path root) {
    return List.of(
        of(
            root.toString(),
            Shell.WINDOWS,
            Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name()))));
  }

  static Finding of(String path, boolean windows, Charset charset) {
    String fix = MOVE + (windows ? "C:\\workshop." : "your home folder.");
    if (!charset.newEncoder().canEncode(path)) {
      return Finding.broken("Programs here cannot read all letters of the path " + path, fix);
    }
    if (windows && path.length() > LONGEST_ON_WINDOWS) {
      return Finding.warning("The path is too long for some programs of Windows: " + path, fix);
    }
    if (windows && path.matches(".*['\\[\\]].*")) {
      return Finding.warning("mvnw.cmd does not work below a folder with ' or [ ]: " + path, fix);
    }
    return Finding.fine("The workshop lies in " + path);
  }
}
