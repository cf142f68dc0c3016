package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Environment;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** {@code ./workshop prefetch}. */
@Command(
    name = "prefetch",
    description =
        "Fetch everything that the workshop needs, so that it works in a room without a network.")
public final class PrefetchCommand implements Runnable {
  /** Whoever has a slow network waits; who waits longer than this has none. */
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private final Workshop workshop = Workshop.here();
  private boolean fetched;

  @Override
  public void run() {
    try {
      fetchWrappersMaven();
      for (MavenStep step : MavenStep.values()) {
        fetch(step);
      }
      if (fetched) {
        proveItOffline();
      }
      System.out.printf(
          "%s, %d MiB in %s. The workshop works without a network.%n",
          fetched ? "All is there now" : "All was there",
          FolderSize.mebibytes(LocalRepository.folder()),
          LocalRepository.folder());
    } catch (IOException e) {
      throw new UsageException(
          "Cannot fetch: " + e.getMessage() + ". Look with " + Environment.workshop("doctor"), 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("Interrupted. Start it again: it goes on where it was.", 1);
    }
  }

  private void fetchWrappersMaven() throws IOException, InterruptedException {
    Path root = workshop.root();
    Path wrapper = root.resolve(Shell.WINDOWS ? "mvnw.cmd" : "mvnw");
    System.out.print("Maven for " + wrapper.getFileName() + " … ");
    if (LocalRepository.wrappersMaven(root).isPresent()) {
      System.out.println("was there");
      return;
    }
    Shell.Output output =
        Shell.run(
            root,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            LIMIT,
            List.of(wrapper.toString(), "-version"));
    if (LocalRepository.wrappersMaven(root).isPresent()) {
      fetched = true;
      System.out.println("fetched");
    } else if (Program.onPath("mvn").isPresent()) {
      // It does the same, and may reach a mirror that the wrapper does not know of.
      System.out.println("not fetched: " + MavenFailure.of(output).words() + "; use mvn");
    } else {
      throw failed(MavenFailure.of(output));
    }
  }

  private void fetch(MavenStep step) throws IOException, InterruptedException {
    System.out.print(step.title() + " … ");
    if (isNothingMissing(step.run(workshop, LIMIT, "-o"))) {
      System.out.println("was there");
      return;
    }
    Shell.Output output;
    try (FolderSize growing = FolderSize.toldOf(LocalRepository.folder())) {
      output = step.run(workshop, LIMIT);
    }
    if (!isNothingMissing(output)) {
      throw failed(MavenFailure.of(output));
    }
    fetched = true;
    System.out.println("fetched");
  }

  /** A test that ran has what it needs, also if it failed: on a very busy computer it may. */
  private static boolean isNothingMissing(Shell.Output output) {
    return output.exitCode() == 0 || MavenFailure.of(output).kind() == MavenFailure.Kind.TEST;
  }

  private void proveItOffline() throws IOException, InterruptedException {
    System.out.print("The same without a network … ");
    for (MavenStep step : MavenStep.values()) {
      Shell.Output output = step.run(workshop, LIMIT, "-o");
      if (!isNothingMissing(output)) {
        throw failed(MavenFailure.of(output));
      }
    }
    System.out.println("works");
  }

  private static UsageException failed(MavenFailure failure) {
    System.out.println("failed");
    return new UsageException(
        switch (failure.kind()) {
          case UNREACHABLE ->
              "Maven Central cannot be reached: "
                  + failure.words()
                  + "\nConnect to a network and run this again: it goes on where it was. Behind a"
                  + " proxy, see \"Offline\" in setup.md.";
          case MISSING, TEST, OTHER ->
              "Maven fails: "
                  + failure.words()
                  + "\nTo look for the cause: "
                  + Environment.workshop("doctor");
        },
        1);
  }
}
