package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** What {@code ./workshop doctor} says on a machine with problems. */
@Tag("process")
class BrokenMachineTest {
  @TempDir private Path emptyRepository;

  @Test
  void each_problem_is_followed_by_its_fix() throws Exception {
    // It accepts connections and never answers.
    try (ServerSocket other = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Shell.Output output =
          CommandProcess.run(
              Workshop.here().root(),
              Map.of(
                  "WORKSHOP_PORT",
                  String.valueOf(other.getLocalPort()),
                  "TEMPORAL_ADDRESS",
                  "",
                  "MAVEN_OPTS",
                  "-Dmaven.repo.local=" + emptyRepository),
              "doctor");
      assertThat(output.exitCode()).as(output.text()).isEqualTo(1);
      assertThat(fixOf(output, "Port " + other.getLocalPort() + " is taken by something"))
          .contains("WORKSHOP_PORT=");
      assertThat(fixOf(output, "Offline: not all is in " + emptyRepository))
          .contains("workshop prefetch");
    }
  }

  private static String fixOf(Shell.Output output, String problem) {
    List<String> lines = output.lines();
    List<String> found = lines.stream().filter(line -> line.contains(problem)).toList();
    assertThat(found).as(output.text()).hasSize(1);
    return lines.get(lines.indexOf(found.get(0)) + 1);
  }
}
