package ticketing.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.UsageMessageSpec;
import ticketing.runner.run.encryption.CodecCommand;
import ticketing.runner.run.history.HistoryCommand;
import ticketing.runner.run.orders.ChaosCommand;
import ticketing.runner.run.orders.DemoCommand;
import ticketing.runner.run.orders.FreshCommand;
import ticketing.runner.run.orders.LedgerCommand;
import ticketing.runner.run.orders.OrderCommand;
import ticketing.runner.run.orders.ReserveCommand;
import ticketing.runner.run.orders.ServerCommand;
import ticketing.runner.run.orders.WorkerCommand;
import ticketing.runner.service.FaultsCommand;
import ticketing.runner.service.TicketsCommand;
import ticketing.runner.setup.DoctorCommand;
import ticketing.runner.setup.PackCommand;
import ticketing.runner.setup.PrefetchCommand;
import ticketing.runner.setup.VerifyCommand;
import ticketing.runner.show.ShowCommand;
import ticketing.runner.show.ShowWorkerCommand;
import ticketing.runner.stages.TestServerCommand;
import ticketing.runner.study.BoardCommand;
import ticketing.runner.study.CatchUpCommand;
import ticketing.runner.study.CompareCommand;
import ticketing.runner.study.HintCommand;
import ticketing.runner.study.ProveCommand;
import ticketing.runner.study.ResetCommand;
import ticketing.runner.study.RestoreCommand;
import ticketing.runner.study.TestCommand;
import ticketing.runner.study.WatchCommand;

/** The commands of the workshop, in the groups of {@code ./workshop help}. */
enum CommandGroup {
  LEARN(
      "Learn",
      BoardCommand.class,
      WatchCommand.class,
      TestCommand.class,
      HintCommand.class,
      CompareCommand.class,
      ProveCommand.class,
      ResetCommand.class,
      CatchUpCommand.class,
      RestoreCommand.class),
  DEMONSTRATE(
      "Demonstrate", DemoCommand.class, ShowCommand.class, ChaosCommand.class, FreshCommand.class),
  RUN(
      "Run",
      WorkerCommand.class,
      OrderCommand.class,
      ReserveCommand.class,
      LedgerCommand.class,
      HistoryCommand.class,
      ServerCommand.class,
      TicketsCommand.class,
      FaultsCommand.class,
      CodecCommand.class),
  SET_UP("Set up", DoctorCommand.class, PrefetchCommand.class, PackCommand.class),
  MAINTAIN("Maintain", VerifyCommand.class),
  UNLISTED("", TestServerCommand.class, ShowWorkerCommand.class, HelpCommand.class);

  private static final int MAX_DIFFERENT_LETTERS = 2;

  private final String heading;
  private final List<Class<?>> commands;

  CommandGroup(String heading, Class<?>... commands) {
    this.heading = heading;
    this.commands = List.of(commands);
  }

  /** Adds the commands of all groups, and lists them by group in the help. */
  static void addTo(CommandLine workshop) {
    for (CommandGroup group : values()) {
      group.commands.forEach(workshop::addSubcommand);
    }
    workshop
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroup::listing);
  }

  private static String listing(Help help) {
    StringBuilder text = new StringBuilder();
    for (CommandGroup group : values()) {
      if (group != UNLISTED) {
        text.append("%n%s%n".formatted(group.heading));
        for (Class<?> type : group.commands) {
          Command command = type.getAnnotation(Command.class);
          String padding = " ".repeat(Math.max(1, 10 - command.name().length()));
          text.append("  ")
              .append(help.colorScheme().commandText(command.name()))
              .append("%s%s%n".formatted(padding, command.description()[0]));
        }
      }
    }
    return text.append("%nFor the options of a command: ./workshop help COMMAND%n".formatted())
        .toString();
  }

  static Optional<String> mostSimilar(String typed) {
    return Stream.of(values())
        .flatMap(group -> group.commands.stream())
        .map(type -> type.getAnnotation(Command.class))
        .filter(command -> !command.hidden())
        .map(Command::name)
        .filter(name -> differentLetters(name, typed) <= MAX_DIFFERENT_LETTERS)
        .min(Comparator.comparing(name -> differentLetters(name, typed)));
  }

  /** Counts letters whatever their order, because typing errors often swap two. */
  private static long differentLetters(String one, String other) {
    List<String> rest = new ArrayList<>(List.of(other.split("")));
    long common = Stream.of(one.split("")).filter(rest::remove).count();
    return one.length() + other.length() - 2 * common;
  }
}
