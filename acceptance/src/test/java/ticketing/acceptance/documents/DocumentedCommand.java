package ticketing.acceptance.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import ticketing.runner.Main;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;

/** Parses the commands that documents show, without running them. */
final class DocumentedCommand {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final CommandLine commands = Main.commandLine(CommandContext.ofProcess());
  private final Workshop workshop;
  private final String tests;

  DocumentedCommand(Workshop workshop) {
    this.workshop = workshop;
    this.tests =
        Snippets.javaFiles(
                workshop.root(), List.of("testkit/src/main", "solutions", "acceptance/src/test"))
            .map(Stage::text)
            .collect(Collectors.joining());
  }

  /** Returns the words of a command, without the quotes. */
  static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Returns what is wrong with the command. */
  Stream<String> problems(String command) {
    List<String> words =
        words(command).stream().dropWhile(word -> word.matches("[A-Z_]+=.*")).toList();
    String program = words.isEmpty() ? "" : words.get(0);
    return switch (program) {
      case "./workshop" -> ofWorkshop(words.subList(1, words.size()));
      case "mvn", "./mvnw" -> ofMaven(String.join(" ", words));
      default -> Stream.empty();
    };
  }

  private Stream<String> ofWorkshop(List<String> arguments) {
    try {
      commands.parseArgs(arguments.toArray(String[]::new));
      arguments.stream().filter(word -> word.matches("0\\d\\D.*|0\\d")).forEach(workshop::stage);
      return Stream.empty();
    } catch (RuntimeException e) {
      return Stream.of(e.getMessage());
    }
  }

  private Stream<String> ofMaven(String command) {
    return Stream.of(
            // A reader puts an exercise in the place of …
            unknown(command, "-pl ", module -> module.contains("…") || isModule(module)),
            unknown(command, "-Dtest=", this::isTest),
            unknown(command, "-Dgroups=", tag -> tests.contains("@Tag(\"" + tag + "\")")))
        .flatMap(unknown -> unknown);
  }

  private static Stream<String> unknown(String command, String option, Predicate<String> isKnown) {
    return Pattern.compile(option + "(\\S+)")
        .matcher(command)
        .results()
        .flatMap(found -> Stream.of(found.group(1).split("[,#]")))
        .filter(isKnown.negate())
        .map(name -> option + name + " is unknown");
  }

  private boolean isModule(String name) {
    return Files.exists(workshop.root().resolve(Path.of(name, "pom.xml")));
  }

  /** Returns whether a test class or method has this name. */
  boolean isTest(String name) {
    return name.equals("*")
        || tests.contains("class " + name + " ")
        || tests.contains("void " + name + "(");
  }
}
