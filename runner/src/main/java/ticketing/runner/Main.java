package ticketing.runner;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import ticketing.runner.backup.CatchUpCommand;
import ticketing.runner.backup.ResetCommand;
import ticketing.runner.backup.RestoreCommand;
import ticketing.runner.bench.BenchCommand;
import ticketing.runner.bench.BenchWorkerCommand;
import ticketing.runner.board.BoardCommand;
import ticketing.runner.board.NextCommand;
import ticketing.runner.board.TestCommand;
import ticketing.runner.chaos.ChaosCommand;
import ticketing.runner.compare.CompareCommand;
import ticketing.runner.demo.DemoCommand;
import ticketing.runner.doctor.DoctorCommand;
import ticketing.runner.doctor.PrefetchCommand;
import ticketing.runner.encryption.CodecCommand;
import ticketing.runner.hint.HintCommand;
import ticketing.runner.history.HistoryCommand;
import ticketing.runner.ledger.LedgerCommand;
import ticketing.runner.pictures.PicturesCommand;
import ticketing.runner.progress.TestServerCommand;
import ticketing.runner.prove.ProveCommand;
import ticketing.runner.server.InstallServerCommand;
import ticketing.runner.server.ServerCommand;
import ticketing.runner.show.ShowCommand;
import ticketing.runner.show.ShowWorkerCommand;
import ticketing.runner.slides.SlidesCommand;
import ticketing.runner.tickets.FaultsCommand;
import ticketing.runner.tickets.TicketsCommand;
import ticketing.runner.verify.VerifyCommand;
import ticketing.runner.watch.WatchCommand;
import ticketing.system.TicketSystemException;

/** {@code ./workshop}: its subcommands, and how their errors are told. */
@Command(
    name = "workshop",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    description = "Call a service that is not idempotent, and still sell each seat exactly once.",
    subcommands = {
      BoardCommand.class,
      WatchCommand.class,
      TestCommand.class,
      HintCommand.class,
      CompareCommand.class,
      NextCommand.class,
      ResetCommand.class,
      CatchUpCommand.class,
      RestoreCommand.class,
      DoctorCommand.class,
      PrefetchCommand.class,
      InstallServerCommand.class,
      DemoCommand.class,
      ShowCommand.class,
      ProveCommand.class,
      ChaosCommand.class,
      WorkerCommand.class,
      OrderCommand.class,
      TicketsCommand.class,
      FaultsCommand.class,
      ReserveCommand.class,
      LedgerCommand.class,
      ServerCommand.class,
      HistoryCommand.class,
      CodecCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      FormatCommand.class,
      RecordCommand.class,
      SlidesCommand.class,
      PicturesCommand.class,
      TestServerCommand.class,
      BenchWorkerCommand.class,
      ShowWorkerCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  /** Runs the subcommand and ends the process with its exit code. */
  public static void main(String[] args) {
    ExitNotice.install();
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::tell)
        .setParameterExceptionHandler(Main::tellWrongArguments)
        .execute(args);
  }

  /** A mistyped argument is told in two lines; all the options would hide what is wrong. */
  private static int tellWrongArguments(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        e.getMessage()
            .replaceAll("is not an? (double|float)$", "is not a number")
            .replaceAll("is not an? (int|long)$", "is not a whole number"));
    UnmatchedArgumentException.printSuggestions(e, err);
    String which = command.getParent() == null ? "" : " " + command.getCommandName();
    err.println("./workshop help" + which + " says more.");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
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
    new BoardCommand().run();
    System.out.println("  ./workshop help              lists all commands");
  }
}
