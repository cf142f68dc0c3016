package ticketing.runner;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import ticketing.runner.chaos.ChaosCommand;
import ticketing.runner.demo.DemoCommand;
import ticketing.runner.doctor.DoctorCommand;
import ticketing.runner.doctor.PrefetchCommand;
import ticketing.runner.prove.ProveCommand;
import ticketing.runner.verify.VerifyCommand;
import ticketing.system.TicketSystemException;

/** {@code ./workshop}: its subcommands, and how their errors are told. */
@Command(
    name = "workshop",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    description = "Call a service that is not idempotent, and still sell each seat exactly once.",
    subcommands = {
      DemoCommand.class,
      WorkerCommand.class,
      OrderCommand.class,
      ProveCommand.class,
      ChaosCommand.class,
      DoctorCommand.class,
      PrefetchCommand.class,
      VerifyCommand.class,
      FormatCommand.class,
      RecordCommand.class,
      BenchCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs the subcommand and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::tell).execute(args);
  }

  /** What a person can mend is told in a line; what is our own mistake, with its trace. */
  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof UsageException || e instanceof TicketSystemException) {
      PrintWriter err = command.getErr();
      err.println(e.getMessage());
      err.flush();
      return e instanceof UsageException usage ? usage.exitCode() : 1;
    }
    throw e;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
