package ticketing.runner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
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
import ticketing.runner.setup.verify.VerifyCommand;
import ticketing.runner.show.ShowCommand;
import ticketing.runner.show.ShowWorkerCommand;
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
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.TicketSystemException;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop}: its subcommands, and how their errors are told. */
@Command(
    name = "workshop",
    mixinStandardHelpOptions = true,
    version = "idempotence-by-validation workshop, Java ${java.version}, ${os.name} ${os.arch}",
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
      TestServerCommand.class,
      ShowWorkerCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {
  private final CommandContext context;

  /** In this context. */
  public Main(CommandContext context) {
    this.context = context;
  }

  /** Runs the subcommand and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandContext context = CommandContext.ofProcess();
    ExitNotice.install(context.err());
    System.exit(run(context, args));
  }

  /** Runs the subcommand in this context and returns its exit code. */
  public static int run(CommandContext context, String... args) {
    return commandLine(context).execute(args);
  }

  /** All commands, as they are typed. */
  public static CommandLine commandLine(CommandContext context) {
    return new CommandLine(new Main(context), new CommandFactory(context))
        .setOut(writer(context.out()))
        .setErr(writer(context.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::tell)
        .setParameterExceptionHandler(Main::tellWrongArguments);
  }

  /** Writes in the encoding of the stream. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(
        new Writer() {
          @Override
          public void write(char[] text, int begin, int length) {
            stream.print(new String(text, begin, length));
          }

          @Override
          public void flush() {
            stream.flush();
          }

          @Override
          public void close() {
            stream.flush();
          }
        },
        true);
  }

  /** A mistyped argument is told in two lines; all the options would hide what is wrong. */
  private static int tellWrongArguments(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        e.getMessage()
            .replaceAll("is not an? (double|float)$", "is not a number")
            .replaceAll(
                "(?<='[+-]?\\d{1,99}') is not an int$",
                " is not between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE)
            .replaceAll(
                "(?<='[+-]?\\d{1,99}') is not a long$",
                " is not between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE)
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
    if (e instanceof UsageException
        || e instanceof TicketSystemException
        || e instanceof TemporalConnection.Unreachable) {
      command.getErr().println(e.getMessage());
      return e instanceof UsageException usage ? usage.exitCode() : 1;
    }
    throw e;
  }

  @Override
  public void run() {
    new BoardCommand(context).run();
    context.out().println("  ./workshop help              lists all commands");
  }
}
