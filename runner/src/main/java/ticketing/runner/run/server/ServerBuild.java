package ticketing.runner.run.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Program;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/**
 * Builds {@code temporal} from its source, with Go. It is built in a folder of its own and then
 * moved to its place in one step, so that there is a whole program or none.
 */
public final class ServerBuild {
  /** What is built. From v1.6 on the module needs a "replace", which "go install" refuses. */
  static final String MODULE = "github.com/temporalio/cli/cmd/temporal@v1.5.1";

  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final int TOLD_LINES = 10;
  private static final String DRAFT = "build-";

  private final CommandContext context;
  private final Program go;

  private ServerBuild(CommandContext context, Program go) {
    this.context = context;
    this.go = go;
  }

  /** A build that can begin; empty if there is no Go on the PATH. */
  public static Optional<ServerBuild> possible(CommandContext context) {
    return Program.onPath(context, "go").map(go -> new ServerBuild(context, go));
  }

  /**
   * Builds it and puts it in its place. Takes minutes; ends with this process.
   *
   * @throws UsageException if that cannot be done; what was there before is there still
   */
  public TemporalCli run() throws InterruptedException {
    Path file = TemporalCli.installed(context.root());
    Path draft = file.resolveSibling(DRAFT + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.getParent());
      deleteDrafts(file.getParent());
      Files.createDirectories(draft);
    } catch (IOException e) {
      throw new UsageException("Cannot write " + draft + ": " + SafeFile.reason(e), 1);
    }
    try {
      install(draft);
      Path built = draft.resolve(file.getFileName());
      if (TemporalCli.at(context, built).isEmpty()) {
        throw new UsageException("Go has built " + MODULE + ", but it does not run here.", 1);
      }
      Files.move(built, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UsageException("Cannot write " + file + ": " + SafeFile.reason(e), 1);
    } finally {
      TemporaryFolder.delete(draft);
    }
    return TemporalCli.at(context, file)
        .orElseThrow(() -> new UsageException(file + " is gone as soon as it was built.", 1));
  }

  private void install(Path folder) throws IOException, InterruptedException {
    Path log = Files.createTempFile("workshop-go", ".log");
    try {
      ProcessBuilder builder =
          Shell.builder(context, folder, List.of(go.file().toString(), "install", MODULE))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Map<String, String> environment = builder.environment();
      environment.put("GOBIN", folder.toString());
      environment.put("GOFLAGS", "-mod=mod");
      // For this computer, whatever its owner builds for else.
      environment.remove("GOOS");
      environment.remove("GOARCH");
      Process process = builder.start();
      try (EndWithJvm end = new EndWithJvm(process)) {
        boolean inTime = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!inTime || process.exitValue() != 0) {
          throw new UsageException(
              "Go cannot build %s%s. Is there a network? Its last words:%n%s"
                  .formatted(
                      MODULE,
                      inTime ? "" : " within " + LIMIT.toMinutes() + " minutes",
                      new Shell.Output(0, Files.readString(log)).tail(TOLD_LINES)),
              1);
        }
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** Of builds whose process was killed; those of others go on. */
  private static void deleteDrafts(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
      for (Path draft : drafts) {
        String pid = draft.getFileName().toString().substring(DRAFT.length());
        if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          TemporaryFolder.delete(draft);
        }
      }
    }
  }

  /** How to get {@code temporal} where there is no Go. */
  static UsageException noGo() {
    return new UsageException(
        "A Temporal server is built with Go, and there is no Go on the PATH. Install Temporal's CLI as"
            + " https://docs.temporal.io/cli says, and the workshop finds it on the PATH; or"
            + " install Go (https://go.dev/dl), and try again.",
        1);
  }
}
