package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * Disks that are full and folders that are read-only, for a script and what it starts: Linux lets a
 * process have mounts of its own, which nobody else sees and which end with it.
 */
final class Mounts {
  private static final List<String> WITH_MOUNTS_OF_ITS_OWN =
      List.of("unshare", "--map-root-user", "--mount", "sh", "-c");

  private Mounts() {}

  /** Whether this machine lets us. */
  static boolean areAllowed() throws Exception {
    Path folder = TemporaryFolder.create("workshop-mount");
    try {
      return run(folder, "set -e", fullDisk(folder), readOnly(folder)).exitCode() == 0;
    } catch (IOException e) {
      // There is no such program: another system than Linux.
      return false;
    }
  }

  /** Runs a script, given line by line. */
  static Shell.Output run(Path folder, String... lines) throws Exception {
    List<String> command = new ArrayList<>(WITH_MOUNTS_OF_ITS_OWN);
    command.add(String.join("\n", lines));
    return Shell.run(folder, Map.of(), Duration.ofMinutes(2), command);
  }

  /** Lines that put a folder on a disk of its own, with what is in it, and fill that disk. */
  static String fullDisk(Path folder) {
    Path aside = TemporaryFolder.create("workshop-aside");
    return """
        cp -R %1$s/. %2$s
        mount -t tmpfs -o size=1m tmpfs %1$s
        cp -R %2$s/. %1$s
        cat /dev/zero 2> /dev/null > %3$s || true"""
        .formatted(quoted(folder), quoted(aside), quoted(filler(folder)));
  }

  /** A line that makes room on that disk. */
  static String makeRoom(Path folder) {
    return "rm " + quoted(filler(folder));
  }

  private static Path filler(Path folder) {
    return folder.resolve(".filler");
  }

  /** Lines that make a folder read-only, for root too. */
  static String readOnly(Path folder) {
    return """
        mount --bind %1$s %1$s
        mount -o remount,bind,ro,nosuid,nodev %1$s"""
        .formatted(quoted(folder));
  }

  /** A line that runs the workshop's runner in a folder. */
  static String runner(Path folder, String... arguments) {
    return Shell.runnerCommand(folder, arguments).stream()
        .map(Mounts::quoted)
        .collect(Collectors.joining(" "));
  }

  static String quoted(Object word) {
    return "'" + word.toString().replace("'", "'\\''") + "'";
  }
}
