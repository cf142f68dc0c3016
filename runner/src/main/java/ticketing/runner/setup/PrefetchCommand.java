package ticketing.runner.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop prefetch}. */
@Command(
    name = "prefetch",
    description = "Download everything that the workshop needs to work offline.")
public final class PrefetchCommand extends WithContext implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private static final String WRAPPER = Shell.WINDOWS ? "mvnw.cmd" : "mvnw";

  private static final String TEST =
      """
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;

      class OfflineTest {
        @Test
        @Tag("core")
        void runs() {}
      }
      """;

  private Path repository;

  @Override
  public Integer call() throws InterruptedException {
    repository =
        context.resolve(
            "<localRepository>", Doctor.localRepository(context.root(), context.environment()));
    try {
      fetchWrappersMaven();
      fetchLibraries();
      context.out().printf("Ready to work offline: %d MiB in %s%n", mebibytes(), repository);
      return 0;
    } catch (IOException e) {
      throw UsageException.failure(
          "Cannot download: " + e.getMessage() + ". Type: " + Shell.workshop("doctor"));
    }
  }

  /** Runs the wrapper once, which downloads its Maven. */
  private void fetchWrappersMaven() throws IOException, InterruptedException {
    context.out().print("Maven for " + WRAPPER + " … ");
    Shell.Output output = wrapperVersion(context, LIMIT);
    if (output.exitCode() == 0 || Shell.mavenCommand().get(0).endsWith(WRAPPER)) {
      requireSuccess(output);
    } else {
      // An installed mvn does the same, and may use a mirror that the wrapper does not know.
      context.out().println(Doctor.mavenError(output.text()) + ". Use mvn instead.");
    }
  }

  /** Lets the wrapper print the version and the folder of its Maven. */
  static Shell.Output wrapperVersion(CommandContext context, Duration limit)
      throws IOException, InterruptedException {
    String wrapper = context.root().resolve(WRAPPER).toString();
    return Shell.run(
        context, context.root(), limit, List.of(wrapper, "-Dstyle.color=never", "-version"));
  }

  private void fetchLibraries() throws IOException, InterruptedException {
    context.out().print("Libraries and plugins … ");
    if (build(context, LIMIT, "-o").exitCode() == 0) {
      context.out().println("OK");
      return;
    }
    ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
    try {
      progress.scheduleWithFixedDelay(
          () -> context.out().print(mebibytes() + " MiB … "), 10, 10, TimeUnit.SECONDS);
      requireSuccess(build(context, LIMIT));
    } finally {
      progress.shutdownNow();
    }
    context.out().print("The same without a network … ");
    requireSuccess(build(context, LIMIT, "-o"));
  }

  /**
   * Builds the workshop's POMs and one small test in a temporary folder. Maven downloads for it
   * what it downloads for the workshop, but it takes seconds, and a student's code is not in it.
   */
  static Shell.Output build(CommandContext context, Duration limit, String... options)
      throws IOException, InterruptedException {
    Path folder = TemporaryFolder.create("workshop-offline");
    List<String> files =
        new ArrayList<>(List.of("pom.xml", ".mvn/maven.config", ".mvn/jvm.config"));
    Doctor.modules(context.root()).forEach(module -> files.add(module + "/pom.xml"));
    for (String file : files) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(context.root().resolve(file), folder.resolve(file));
    }
    // What was packed is named by a path from the workshop's folder.
    Path config = folder.resolve(".mvn/maven.config");
    Path packed = context.root().resolve(Doctor.PACKED);
    AtomicFiles.write(
        config, Files.readString(config).replace("=" + Doctor.PACKED + "/", "=" + packed + "/"));
    AtomicFiles.write(folder.resolve("testkit/src/test/java/OfflineTest.java"), TEST);
    List<String> command = new ArrayList<>(Shell.mavenCommand(options));
    command.addAll(
        List.of(
            "-q",
            "-Pacceptance",
            "-Dworkshop.skip-own-tests=false",
            "-Dworkshop.fail-if-no-tests=false",
            "-Dmaven.install.skip=true",
            "-Dmaven.deploy.skip=true",
            "clean",
            "deploy"));
    return Shell.run(context, folder, limit, command);
  }

  private void requireSuccess(Shell.Output output) {
    if (output.exitCode() == 0) {
      context.out().println("OK");
      return;
    }
    context.out().println("failed");
    throw UsageException.failure(
        Doctor.mavenError(output.text())
            + (Doctor.needsNetwork(output.text())
                ? "\nConnect to a network and run this again: it resumes the download."
                    + " Behind a proxy, see \"Work offline\" in setup.md."
                : "\nTo check this machine, type: " + Shell.workshop("doctor")));
  }

  private long mebibytes() {
    return size(repository.toFile()) / (1 << 20);
  }

  /** Returns the size of a folder, also while files in it come and go. */
  private static long size(File file) {
    File[] files = file.listFiles();
    return files == null ? file.length() : Stream.of(files).mapToLong(PrefetchCommand::size).sum();
  }
}
