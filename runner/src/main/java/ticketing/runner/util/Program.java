package ticketing.runner.util;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that is installed, found as a terminal finds it. */
public record Program(Path file) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<String> WINDOWS_ENDINGS = List.of(".exe", ".cmd", ".bat");

  /** The first of this name on the PATH of this process. */
  public static Optional<Program> onPath(String name) {
    return onPath(CommandContext.ofProcess(), name);
  }

  /** The first of this name on the PATH. */
  public static Optional<Program> onPath(CommandContext context, String name) {
    for (String folder : context.variable("PATH").split(File.pathSeparator)) {
      for (String ending : Shell.WINDOWS ? WINDOWS_ENDINGS : List.of("")) {
        Optional<Path> file = executable(folder, name + ending);
        if (file.isPresent()) {
          return file.map(Program::new);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> executable(String folder, String name) {
    try {
      return Optional.of(Path.of(folder.strip(), name))
          .filter(file -> !folder.isBlank() && Files.isRegularFile(file))
          .filter(Files::isExecutable);
    } catch (InvalidPathException e) {
      // A PATH may hold anything. A terminal passes over it, too.
      return Optional.empty();
    }
  }

  /** Runs it in this folder, for some seconds at most. */
  public Shell.Output run(CommandContext context, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    return Shell.run(context, folder, LIMIT, command);
  }

  /** The first number with dots in a text, such as {@code 3.9.16}; empty if there is none. */
  public static Optional<String> version(String text) {
    Matcher matcher = Pattern.compile("\\d+(\\.\\d+)+").matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /** Whether a version such as {@code 3.8.7} is at least this one. */
  public static boolean isAtLeast(String version, int major, int minor) {
    String[] parts = version.split("\\.");
    int itsMajor = Integer.parseInt(parts[0]);
    int itsMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    return itsMajor > major || itsMajor == major && itsMinor >= minor;
  }
}
