package ticketing.runner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.BoardCommand;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.TicketSystemException;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop}: runs the subcommands and prints their errors. */
@Command(
    name = "workshop",
    mixinStandardHelpOptions = true,
    version = "idempotence-by-validation workshop, Java ${java.version}, ${os.name} ${os.arch}",
    scope = CommandLine.ScopeType.INHERIT,
    description = "Call a service that is not idempotent, and still sell each seat exactly once.",
    commandListHeading = "")
public record Main(CommandContext context) implements Runnable {
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

  /** Returns all commands, as they are typed. */
  public static CommandLine commandLine(CommandContext context) {
    Main main = new Main(context);
    CommandLine workshop = new CommandLine(main, new CommandFactory(context));
    CommandGroup.addTo(workshop);
    return workshop
        .registerConverter(Stage.class, Workshop.of(context)::stage)
        .setOut(new PrintWriter(context.out(), true))
        .setErr(new PrintWriter(context.err(), true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(main::printError)
        .setParameterExceptionHandler(main::printWrongArguments);
  }

  /** Prints a wrong argument in one to three lines; all the options would hide what is wrong. */
  private int printWrongArguments(ParameterException e, String[] args) {
    if (e.getCause() instanceof UsageException usage) { // No such exercise.
      context.err().println(usage.getMessage());
      return usage.exitCode();
    }
    CommandLine command = e.getCommandLine();
    PrintStream err = context.err();
    boolean isRoot = command.getParent() == null;
    if (isRoot && e instanceof UnmatchedArgumentException unmatched) {
      // Picocli's own suggestion for "tset" is not "test".
      String typed = unmatched.getUnmatched().get(0);
      String advice =
          CommandGroup.mostSimilar(typed)
              .map(name -> "Did you mean ./workshop " + name + "?")
              .orElse("For all commands, type ./workshop help.");
      err.printf("There is no command \"%s\". %s%n", typed, advice);
    } else {
      err.println(
          message(e)
              .replaceAll("is not an? (double|float)$", "is not a number")
              .replaceAll(
                  "(?<='[+-]?\\d{1,99}') is not an int$",
                  " is not between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE)
              .replaceAll(
                  "(?<='[+-]?\\d{1,99}') is not a long$",
                  " is not between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE)
              .replaceAll("is not an? (int|long)$", "is not a whole number"));
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println(
          "For help, type ./workshop help" + (isRoot ? "." : " " + command.getCommandName() + "."));
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Returns the message. Picocli's own would also list the values of unknown options. */
  private static String message(ParameterException e) {
    List<String> options =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched().stream().filter(typed -> typed.startsWith("-")).toList()
            : List.of();
    return options.isEmpty()
        ? e.getMessage()
        : new UnmatchedArgumentException(e.getCommandLine(), options).getMessage();
  }

  /** Prints what a person can fix in a line, and our own mistakes with a stack trace. */
  private int printError(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof UsageException
        || e instanceof TicketSystemException
        || e instanceof TemporalConnection.Unreachable) {
      context.err().println(e.getMessage());
      return e instanceof UsageException usage ? usage.exitCode() : 1;
    }
    if (e instanceof UncheckedIOException io) {
      // Its message says what failed, its cause why.
      context.err().println(io.getMessage() + " (" + io.getCause() + ")");
      return 1;
    }
    throw e;
  }

  @Override
  public void run() {
    BoardCommand board = new BoardCommand();
    board.setContext(context);
    board.run();
    context.out().println("  ./workshop help              lists all commands");
  }

  /** Makes commands and their options; those that want the context get it. */
  private record CommandFactory(CommandContext context) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      K created = CommandLine.defaultFactory().create(type);
      if (created instanceof WithContext wanting) {
        wanting.setContext(context);
      }
      return created;
    }
  }
}
