package ticketing.runner;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import ticketing.runner.bench.BenchCommand;
import ticketing.runner.bench.BenchWorkerCommand;
import ticketing.runner.pictures.PicturesCommand;
import ticketing.runner.run.chaos.ChaosCommand;
import ticketing.runner.run.demo.DemoCommand;
import ticketing.runner.run.encryption.CodecCommand;
import ticketing.runner.run.history.HistoryCommand;
import ticketing.runner.run.ledger.LedgerCommand;
import ticketing.runner.run.orders.OrderCommand;
import ticketing.runner.run.orders.ReserveCommand;
import ticketing.runner.run.orders.WorkerCommand;
import ticketing.runner.run.server.ServerCommand;
import ticketing.runner.service.FaultsCommand;
import ticketing.runner.service.TicketsCommand;
import ticketing.runner.setup.doctor.DoctorCommand;
import ticketing.runner.setup.doctor.PrefetchCommand;
import ticketing.runner.show.ShowCommand;
import ticketing.runner.show.ShowWorkerCommand;
import ticketing.runner.slides.SlidesCommand;
import ticketing.runner.stages.TestServerCommand;
import ticketing.runner.study.backup.CatchUpCommand;
import ticketing.runner.study.backup.ResetCommand;
import ticketing.runner.study.backup.RestoreCommand;
import ticketing.runner.study.board.BoardCommand;
import ticketing.runner.study.board.NextCommand;
import ticketing.runner.study.board.TestCommand;
import ticketing.runner.study.compare.CompareCommand;
import ticketing.runner.study.hint.HintCommand;
import ticketing.runner.study.prove.ProveCommand;
import ticketing.runner.study.watch.WatchCommand;
import ticketing.runner.util.UsageException;
import ticketing.runner.verify.FormatCommand;
import ticketing.runner.verify.RecordCommand;
import ticketing.runner.setup.verify.VerifyCommand;
import ticketing.runner.verify.ChecksCommand;
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
      ChecksCommand.class,
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
