package ticketing.runner.verify;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** The doctor, on a computer that is well and on one that is not. */
final class Doctors {
  private static final String DOCTOR =
      "runner/src/main/java/ticketing/runner/setup/doctor/Doctor.java";

  private Doctors() {}

  /** The launcher compiles it so where the runner cannot be built. */
  static Check standsOnTheJdkAlone(Workshop workshop) {
    return new Check(
        "the doctor stands on the JDK alone",
        () -> {
          Path nothing = TemporaryFolder.create("workshop-nothing");
          Path classes = TemporaryFolder.create("workshop-doctor");
          ByteArrayOutputStream words = new ByteArrayOutputStream();
          int failed =
              ToolProvider.getSystemJavaCompiler()
                  .run(
                      null,
                      words,
                      words,
                      List.of(
                              "-encoding",
                              "UTF-8",
                              "-cp",
                              nothing.toString(),
                              "-sourcepath",
                              workshop.root().resolve("runner/src/main/java").toString(),
                              "-d",
                              classes.toString(),
                              workshop.root().resolve(DOCTOR).toString())
                          .toArray(String[]::new));
          Check.require(failed == 0, words.toString(StandardCharsets.UTF_8));
          return 1;
        });
  }

  static List<Check> ofBrokenComputers(Workshop workshop) {
    return List.of(takenPort(workshop), emptyRepository(workshop));
  }

  private static Check takenPort(Workshop workshop) {
    return new Check(
        "the doctor finds a port that something else has, and names another",
        () -> {
          // It takes connections, and never says a word.
          try (ServerSocket other = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            return requireFound(
                workshop,
                Map.of("WORKSHOP_PORT", port, "TEMPORAL_ADDRESS", ""),
                "Port " + port + " is taken by something",
                "WORKSHOP_PORT=");
          }
        });
  }

  private static Check emptyRepository(Workshop workshop) {
    return new Check(
        "the doctor finds that not all was fetched, and names prefetch",
        () ->
            requireFound(
                workshop,
                Map.of(
                    "MAVEN_OPTS",
                    "-Dmaven.repo.local=" + TemporaryFolder.create("workshop-empty-repository")),
                "Offline: not all is in",
                "workshop prefetch"));
  }

  private static int requireFound(
      Workshop workshop, Map<String, String> environment, String finding, String fix)
      throws Exception {
    Shell.Output output =
        Shell.run(
            workshop.root(),
            environment,
            Duration.ofMinutes(3),
            Shell.runnerCommand(workshop.root(), "doctor"));
    Check.require(output.exitCode() == 1, "exit code " + output.exitCode() + "\n" + output.text());
    List<String> lines = output.lines();
    for (int i = 0; i + 1 < lines.size(); i++) {
      // Where the output cannot show signs, there are words.
      if (lines.get(i).startsWith("✗ " + finding) || lines.get(i).startsWith("NO " + finding)) {
        Check.require(lines.get(i + 1).contains(fix), "no fix below it:\n" + output.text());
        return 1;
      }
    }
    throw new Check.Failed("not found: " + finding + "\n" + output.text());
  }
}
