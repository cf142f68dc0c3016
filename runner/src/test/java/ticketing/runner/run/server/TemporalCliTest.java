package ticketing.runner.run.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.util.CommandContext;

@Timeout(30)
class TemporalCliTest {
  @TempDir private Path folder;

  @Test
  void a_missing_file_is_not_the_program() {
    assertThat(TemporalCli.at(CommandContext.ofProcess(), folder.resolve("temporal"))).isEmpty();
    assertThat(TemporalCli.at(CommandContext.ofProcess(), folder)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void the_program_is_known_by_its_version_output() throws IOException {
    Path file = script("echo 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)'");

    assertThat(TemporalCli.at(CommandContext.ofProcess(), file))
        .contains(new TemporalCli(file, "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void another_program_of_that_name_is_refused() throws IOException {
    assertThat(
            TemporalCli.at(
                CommandContext.ofProcess(), script("echo 'temporal anomaly detector 3'")))
        .isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_failing_program_is_refused() throws IOException {
    assertThat(
            TemporalCli.at(
                CommandContext.ofProcess(), script("echo 'temporal version 1.5.1'; exit 3")))
        .isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_file_that_cannot_run_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("temporal"), new byte[] {'M', 'Z', 0, 1, 2});
    assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThat(TemporalCli.at(CommandContext.ofProcess(), file)).isEmpty();
  }

  @Test
  void its_server_listens_on_loopback_only() {
    TemporalCli cli = new TemporalCli(folder.resolve("temporal"), "temporal version 1.5.1");

    assertThat(cli.server(7300, List.of("--headless")))
        .startsWith(folder.resolve("temporal").toString(), "server", "start-dev")
        .containsSequence("--ip", "127.0.0.1")
        .containsSequence("--port", "7300")
        .endsWith("--headless");
  }

  private Path script(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("temporal"), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
