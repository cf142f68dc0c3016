package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.util.Shell;

/** Tests what commands print on a machine on which something is missing. */
@Tag("process")
class BrokenMachineTest {

  @Test
  void a_machine_without_prefetched_files_is_ok(@TempDir Path emptyRepository) throws Exception {
    InProcess.Result result =
        doctor(
            Map.of(
                "WORKSHOP_PORT",
                String.valueOf(Shell.freePort()),
                "MAVEN_OPTS",
                "-Dmaven.repo.local=" + emptyRepository));

    assertThat(result.out())
        .contains("Before you go offline, type: " + Shell.workshop("prefetch"), "Everything OK");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void a_configured_temporal_must_be_reachable() throws Exception {
    InProcess.Result result = doctor(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + Shell.freePort()));

    assertThat(result.out()).contains("Cannot connect to Temporal", "TEMPORAL_ADDRESS");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void a_missing_temporary_folder_is_named(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");

    Shell.Output output =
        CommandProcess.run(
            WorkshopCopy.create(),
            Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + missing),
            "test",
            "03");

    assertThat(output.text())
        .contains("Cannot create a folder in " + missing)
        .doesNotContain("\tat ");
    assertThat(output.exitCode()).isEqualTo(1);
  }

  private static InProcess.Result doctor(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("TEMPORAL_ADDRESS");
    environment.putAll(variables);
    return InProcess.run(environment, "doctor");
  }
}
