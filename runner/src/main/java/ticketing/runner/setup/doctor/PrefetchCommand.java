package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import ticketing.runner.util.CommandContext;
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

  private final CommandContext context;

  private boolean fetched;

  /** In this context. */
  public PrefetchCommand(CommandContext context) {
    this.context = context;
  }

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
      context
          .out()
          .printf(
              "%s, %d MiB in %s. The workshop works without a network.%n",
              fetched ? "All is there now" : "All was there",
              FolderSize.mebibytes(LocalRepository.folder(context)),
              LocalRepository.folder(context));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot fetch: " + e.getMessage() + ". Look with " + Environment.workshop("doctor"), 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("Interrupted. Start it again: it goes on where it was.", 1);
    }
  }

  private void fetchWrappersMaven() throws IOException, InterruptedException {
    Path root = context.root();
    Path wrapper = root.resolve(Shell.WINDOWS ? "mvnw.cmd" : "mvnw");
    context.out().print("Maven for " + wrapper.getFileName() + " … ");
    if (LocalRepository.wrappersMaven(context).isPresent()) {
      context.out().println("was there");
      return;
    }
    Shell.Output output =
        Shell.run(
            context.with(Map.of("JAVA_HOME", System.getProperty("java.home"))),
            root,
            LIMIT,
            List.of(wrapper.toString(), "-version"));
    if (LocalRepository.wrappersMaven(context).isPresent()) {
      fetched = true;
      context.out().println("fetched");
    } else if (Program.onPath(context, "mvn").isPresent()) {
      // It does the same, and may reach a mirror that the wrapper does not know of.
      context.out().println("not fetched: " + MavenFailure.of(output).words() + "; use mvn");
    } else {
      throw failed(MavenFailure.of(output));
    }
  }

  private void fetch(MavenStep step) throws IOException, InterruptedException {
    context.out().print(step.title() + " … ");
    if (isNothingMissing(step.run(context, LIMIT, "-o"))) {
      context.out().println("was there");
      return;
    }
    Shell.Output output;
    try (FolderSize growing = FolderSize.toldOf(LocalRepository.folder(context), context.out())) {
      output = step.run(context, LIMIT);
    }
    if (!isNothingMissing(output)) {
      throw failed(MavenFailure.of(output));
    }
    fetched = true;
    context.out().println("fetched");
  }

  /** A test that ran has what it needs, also if it failed: on a very busy computer it may. */
  private static boolean isNothingMissing(Shell.Output output) {
    return output.exitCode() == 0 || MavenFailure.of(output).kind() == MavenFailure.Kind.TEST;
  }

  private void proveItOffline() throws IOException, InterruptedException {
    context.out().print("The same without a network … ");
    for (MavenStep step : MavenStep.values()) {
      Shell.Output output = step.run(context, LIMIT, "-o");
      if (!isNothingMissing(output)) {
        throw failed(MavenFailure.of(output));
      }
    }
    context.out().println("works");
  }

  private UsageException failed(MavenFailure failure) {
    context.out().println("failed");
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
