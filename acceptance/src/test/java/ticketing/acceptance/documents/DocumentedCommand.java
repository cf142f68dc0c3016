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

/** Parses the commands in documents without running them. */
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

  /** Splits a command into words and removes the quotes. */
  static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Returns the problems of a command; empty if it parses. */
  Stream<String> problems(String command) {
    List<String> words =
        words(command).stream().dropWhile(word -> word.matches("[A-Z_]+=.*")).toList();
    String program = words.isEmpty() ? "" : words.get(0);
    return switch (program) {
      case "./workshop" -> workshopProblems(words.subList(1, words.size()));
      case "mvn", "./mvnw" -> mavenProblems(String.join(" ", words));
      default -> Stream.empty();
    };
  }

  private Stream<String> workshopProblems(List<String> arguments) {
    try {
      commands.parseArgs(arguments.toArray(String[]::new));
      arguments.stream().filter(word -> word.matches("0\\d\\D.*|0\\d")).forEach(workshop::stage);
      return Stream.empty();
    } catch (RuntimeException e) {
      return Stream.of(e.getMessage());
    }
  }

  private Stream<String> mavenProblems(String command) {
    return Stream.of(
            // A reader replaces … with an exercise.
            unknownNames(command, "-pl ", module -> module.contains("…") || isModule(module)),
            unknownNames(command, "-Dtest=", this::isTest),
            unknownNames(command, "-Dgroups=", tag -> tests.contains("@Tag(\"" + tag + "\")")))
        .flatMap(unknown -> unknown);
  }

  private static Stream<String> unknownNames(
      String command, String option, Predicate<String> isKnown) {
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

  /** Returns whether a test class or method with this name exists. */
  boolean isTest(String name) {
    return name.equals("*")
        || tests.contains("class " + name + " ")
        || tests.contains("void " + name + "(");
  }
}
