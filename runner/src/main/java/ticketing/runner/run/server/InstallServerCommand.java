package ticketing.runner.run.server;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop install-server}. */
@Command(
    name = "install-server",
    description =
        "Build a real Temporal development server (Temporal's CLI) from its source, with Go, into"
            + " .temporal. Needs a network; once.")
public final class InstallServerCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    Workshop workshop = Workshop.here();
    Optional<TemporalCli> there = TemporalCli.at(TemporalCli.installed(workshop));
    if (there.isPresent()) {
      tell("It is there already", there.get());
      return 0;
    }
    ServerBuild build = ServerBuild.possible(workshop).orElseThrow(ServerBuild::noGo);
    System.out.printf(
        "Building %s with Go. This takes 2 to 5 minutes, and 250 MB.%n", ServerBuild.MODULE);
    tell("Built", build.run());
    System.out.println("./workshop server --real starts it.");
    return 0;
  }

  private static void tell(String what, TemporalCli cli) {
    System.out.printf("%s: %s, %s.%n", what, cli.file(), cli.version());
  }
}
