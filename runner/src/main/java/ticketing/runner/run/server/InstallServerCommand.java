package ticketing.runner.run.server;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop install-server}. */
@Command(
    name = "install-server",
    description =
        "Build a real Temporal development server (Temporal's CLI) from its source, with Go, into"
            + " .temporal. Needs a network; once.")
public final class InstallServerCommand implements Callable<Integer> {
  private final CommandContext context;

  /** In this context. */
  public InstallServerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<TemporalCli> there = TemporalCli.at(context, TemporalCli.installed(context.root()));
    if (there.isPresent()) {
      tell("It is there already", there.get());
      return 0;
    }
    ServerBuild build = ServerBuild.possible(context).orElseThrow(ServerBuild::noGo);
    context
        .out()
        .printf(
            "Building %s with Go. This takes 2 to 5 minutes, and 250 MB.%n", ServerBuild.MODULE);
    tell("Built", build.run());
    context.out().println("./workshop server --real starts it.");
    return 0;
  }

  private void tell(String what, TemporalCli cli) {
    context.out().printf("%s: %s, %s.%n", what, cli.file(), cli.version());
  }
}
