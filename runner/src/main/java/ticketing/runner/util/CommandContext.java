package ticketing.runner.util;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a command's environment: variables, absolute folders, standard streams.
 *
 * @param environment the variables, also of child processes
 * @param root the workshop's folder
 * @param isTerminal whether input and output are a terminal, where a line can be rewritten
 */
public record CommandContext(
    Map<String, String> environment,
    Path workingFolder,
    Path root,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean isTerminal) {
  /** Copies the environment; on Windows the case of a variable's name does not matter. */
  public CommandContext {
    Map<String, String> copy =
        Shell.WINDOWS ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
    copy.putAll(environment);
    environment = Collections.unmodifiableMap(copy);
  }

  /** Returns this process's context. The launcher names the workshop's folder. */
  public static CommandContext ofProcess() {
    return new CommandContext(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("workshop.root", "")).toAbsolutePath(),
        System.in,
        System.out,
        System.err,
        System.console() != null);
  }

  /** Returns the same with these variables set. */
  public CommandContext with(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new CommandContext(all, workingFolder, root, in, out, err, isTerminal);
  }

  /** Prints a formatted text. */
  public void print(String format, Object... arguments) {
    out.printf(format, arguments);
  }

  /** Returns the variable's value without spaces around it; empty if it is not set. */
  public String variable(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  /** Resolves the folder that an option or parameter sets against the working folder. */
  public Path resolve(String setting, Path folder) {
    if (folder.toString().isBlank()) {
      throw new UsageException("The value of " + setting + " is empty. Pass a folder.");
    }
    return workingFolder.resolve(folder).normalize();
  }
}
