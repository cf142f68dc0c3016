package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** A benchmark that is ended in the middle: what it has started ends too, and no folder stays. */
final class EndedBenchmark {
  private static final int TERMINATED = 143;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REAPED = Duration.ofSeconds(5);

  private EndedBenchmark() {}

  /** None on Windows, which has no such signals. */
  static List<Check> checks(Workshop workshop) {
    return Shell.WINDOWS
        ? List.of()
        : List.of(
            check(workshop, "throughput", "workshop-throughput", "database/order-03-1-0-001"),
            check(workshop, "verdict", "workshop-verify", "ticket-system/target"));
  }

  private static Check check(Workshop workshop, String part, String prefix, String sign) {
    return new Check(
        "a benchmark of the " + part + " that is ended leaves nothing behind",
        () -> {
          Path folder = TemporaryFolder.create("workshop-ended");
          Path temporary = Files.createDirectory(folder.resolve("temporary"));
          Path log = folder.resolve("log");
          Process bench =
              Shell.start(
                  workshop.root(),
                  // Those that it starts shall use the folder, too.
                  Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                  log,
                  Shell.runnerCommand(
                      workshop.root(), "bench", part, "--stage", "03", "--workers", "1"));
          try {
            await(bench, temporary, prefix, sign, log);
            end(bench, log);
          } finally {
            bench.descendants().forEach(ProcessHandle::destroyForcibly);
            bench.destroyForcibly().waitFor();
          }
          List<String> left = names(temporary);
          Check.require(left.isEmpty(), "left behind: " + left + "\n" + Files.readString(log));
          return 1;
        });
  }

  /** Waits until this is there, in the temporary folder whose name begins so. */
  private static void await(Process bench, Path temporary, String prefix, String sign, Path log)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (names(temporary).stream()
        .filter(name -> name.startsWith(prefix))
        .noneMatch(name -> Files.exists(temporary.resolve(name).resolve(sign)))) {
      Check.require(
          bench.isAlive() && System.nanoTime() < deadline,
          "waited in vain for " + sign + ":\n" + Files.readString(log));
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void end(Process bench, Path log) throws Exception {
    List<ProcessHandle> started = bench.descendants().toList();
    Check.require(!started.isEmpty(), "it has started nothing:\n" + Files.readString(log));
    bench.destroy();
    Check.require(
        bench.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && bench.exitValue() == TERMINATED,
        "it did not end with exit code " + TERMINATED + ":\n" + Files.readString(log));
    // Whose parent has ended, too, is there until the system has taken notice of it.
    for (ProcessHandle process : started) {
      try {
        process.onExit().get(REAPED.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new Check.Failed("still running: " + process.info());
      }
    }
    Check.require(!Files.readString(log).contains("\tat "), Files.readString(log));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
