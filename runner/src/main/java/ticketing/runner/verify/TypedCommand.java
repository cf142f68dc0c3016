package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;

/** A command that a document shows: whether it could be typed, which is not tried. */
final class TypedCommand {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\w+)\"\\)");

  private final Workshop workshop;
  private final CommandLine commands;

  TypedCommand(Workshop workshop, CommandLine commands) {
    this.workshop = workshop;
    this.commands = commands;
  }

  /** What is wrong with it, if something is. */
  Optional<String> problem(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    while (!words.isEmpty() && words.get(0).matches("[A-Z_]+=.*")) {
      words.remove(0);
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    List<String> arguments = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "./workshop" -> ofWorkshop(arguments);
      case "mvn", "./mvnw" -> ofMaven(arguments);
      default -> Optional.empty();
    };
  }

  private Optional<String> ofWorkshop(List<String> arguments) {
    try {
      ParseResult result = commands.parseArgs(arguments.toArray(String[]::new));
      while (result.hasSubcommand()) {
        result = result.subcommand();
      }
      for (ArgSpec argument : result.matchedArgs()) {
        if (namesStage(argument)) {
          for (String value : argument.originalStringValues()) {
            requireStage(value);
          }
        }
      }
      return Optional.empty();
    } catch (ParameterException | UsageException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean namesStage(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? List.of("--stage", "--strategy").contains(option.longestName())
        : argument.paramLabel().equals("STAGE");
  }

  private void requireStage(String name) {
    if (!name.equals(Candidates.KEY)) {
      workshop.stage(name);
    }
  }

  private Optional<String> ofMaven(List<String> arguments) {
    List<Path> modules = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.equals("-pl") && i + 1 < arguments.size()) {
        for (String module : arguments.get(i + 1).split(",")) {
          modules.add(workshop.root().resolve(module));
          // A learner who reads … is to put a stage there.
          if (!module.contains("…") && !isModule(module)) {
            return Optional.of("there is no module " + module);
          }
        }
      } else if (argument.startsWith("-Dtest=") && !haveTest(modules, value)) {
        return Optional.of("there is no test class " + value);
      } else if (argument.startsWith("-Dgroups=") && !haveTag(value)) {
        return Optional.of("no test has the tag " + value);
      }
    }
    return Optional.empty();
  }

  private boolean isModule(String module) {
    return Stage.text(workshop.root().resolve("pom.xml"))
            .contains("<module>" + module + "</module>")
        && Files.exists(workshop.root().resolve(module));
  }

  /** Whether there is such a class in the modules, or such a method, which a suite may have. */
  private boolean haveTest(List<Path> modules, String tests) {
    List<Path> folders = new ArrayList<>();
    folders.add(workshop.root().resolve("testkit/src/main/java"));
    modules.forEach(module -> folders.add(module.resolve("src/test/java")));
    for (String test : tests.split(",")) {
      String[] parts = test.split("#", 2);
      if (files(folders)
          .noneMatch(
              file ->
                  (parts[0].equals("*") || file.getFileName().toString().equals(parts[0] + ".java"))
                      && (parts.length == 1 || Stage.text(file).contains(" " + parts[1] + "(")))) {
        return false;
      }
    }
    return true;
  }

  private static Stream<Path> files(List<Path> folders) {
    return folders.stream().flatMap(folder -> Stage.filesIn(folder).stream().map(folder::resolve));
  }

  private boolean haveTag(String tag) {
    List<Path> folders = new ArrayList<>();
    folders.add(workshop.root().resolve("testkit/src/main/java"));
    workshop.stages().forEach(stage -> folders.add(stage.solution().resolve("src/test/java")));
    return files(folders)
        .anyMatch(
            file -> TAG.matcher(Stage.text(file)).results().anyMatch(t -> t.group(1).equals(tag)));
  }
}
