package ticketing.runner.verify;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import ticketing.runner.run.server.ServerBuild;
import ticketing.runner.run.server.TemporalCli;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/**
 * The program of a real Temporal server: the one on this computer, or else one that is built beside
 * other checks, for that takes minutes.
 */
final class RealServerForSuite {
  private static final String CI = "CI";

  private final Workshop workshop;
  private CompletableFuture<Optional<TemporalCli>> program =
      CompletableFuture.completedFuture(Optional.empty());

  RealServerForSuite(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * What the checks on a real server need.
   *
   * @param checks how many they are
   */
  Check isHere(int checks) {
    return new Check(
        "there is a real Temporal server, which %d checks need".formatted(checks),
        () -> {
          System.out.println("  " + program().version() + ", " + program().file());
          return 1;
        });
  }

  /** Looks for it, and begins to build it if it is not there and can be built. */
  void findOrBuild() {
    Optional<TemporalCli> found = TemporalCli.find(CommandContext.ofProcess());
    Optional<ServerBuild> build = ServerBuild.possible(CommandContext.ofProcess());
    if (found.isPresent() || build.isEmpty()) {
      program = CompletableFuture.completedFuture(found);
      return;
    }
    System.out.println("Building a real Temporal server beside the next checks …");
    program =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Optional.of(build.get().run());
              } catch (InterruptedException e) {
                throw new CompletionException(e);
              }
            },
            task -> new Thread(task, "build of the real server").start());
  }

  /**
   * The program; waits for its build.
   *
   * @throws Check.NotRun if there is none, on somebody's computer
   * @throws Check.Failed if there is none, on one that tests every change: it has to have it
   */
  TemporalCli program() throws Check.Failed, Check.NotRun, InterruptedException {
    try {
      Optional<TemporalCli> found = program.get();
      if (found.isPresent()) {
        return found.get();
      }
      throw missing("there is neither a Temporal CLI nor Go: see ./workshop install-server");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageException usage) {
        throw missing(usage.getMessage());
      }
      throw new IllegalStateException("The build of the real server broke off", e.getCause());
    }
  }

  private static Check.NotRun missing(String why) throws Check.Failed {
    String ci = System.getenv(CI);
    if (ci != null && !ci.isBlank() && !ci.equals("false")) {
      throw new Check.Failed("No real server, which a run with CI=" + ci + " needs: " + why);
    }
    return new Check.NotRun(why);
  }
}
