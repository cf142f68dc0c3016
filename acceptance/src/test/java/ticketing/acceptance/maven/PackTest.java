package ticketing.acceptance.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.Program;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.util.Shell;

/** Unpacks the ZIP of {@code pack} for a user without a network, files or settings. */
@Tag("process")
class PackTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void a_pack_works_without_a_network_and_in_an_empty_home(@TempDir Path folder) throws Exception {
    for (String program : List.of("unshare", "unzip")) {
      assumeThat(Program.onPath(program)).as(program + " on the PATH").isPresent();
    }
    Path copy = WorkshopCopy.create();
    Path zip = folder.resolve("workshop.zip");

    Shell.Output packed = Commands.workshop(copy, Map.of(), "pack", zip.toString());
    if (packed.text().contains("./workshop prefetch")) {
      Shell.Output prefetch = Commands.workshop(copy, Map.of(), "prefetch");
      assumeThat(prefetch.text()).as("network access").doesNotContain("Connect to a network");
      packed = Commands.workshop(copy, Map.of(), "pack", zip.toString());
    }

    assertThat(packed.exitCode()).as(packed.text()).isZero();
    assertThat(Files.size(zip)).isLessThan(120L << 20);
    run(folder, "unzip", "-q", zip.toString());
    Path unpacked = folder.resolve("idempotence-by-validation");
    assertThat(offline(unpacked, "./workshop", "demo", "--orders", "5").text())
        .contains("03-validate-loop                   5        5           0");
    assertThat(offline(unpacked, "./workshop", "prefetch").text())
        .containsPattern("Ready to work offline: .*/offline/repository");
    assertThat(offline(unpacked, "./mvnw", "-pl", "exercises/03-validate-loop", "test").text())
        .contains("exercises/03-validate-loop: 1 passed, 7 failed");
  }

  private static Shell.Output offline(Path folder, String... command) throws Exception {
    String home = Files.createDirectories(folder.resolveSibling("home")).toString();
    String path = Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin";
    return run(
        folder,
        "unshare",
        "--map-root-user",
        "--net",
        "env",
        "--ignore-environment",
        "HOME=" + home,
        "JAVA_TOOL_OPTIONS=-Duser.home=" + home,
        "PATH=" + path,
        "sh",
        "-c",
        String.join(" ", command));
  }

  private static Shell.Output run(Path folder, String... command) throws Exception {
    return Commands.run(folder, Map.of(), LIMIT, List.of(command));
  }
}
