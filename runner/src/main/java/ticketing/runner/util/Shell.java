package ticketing.runner.util;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs other programs, and knows what people type in this operating system's terminal. */
public final class Shell {
  public static final boolean WINDOWS = File.separatorChar == '\\';

  private static final int LOWEST_FREE_PORT = 20_000;
  private static final int LOWEST_CLIENT_PORT = 32_768;
  private static final Duration GRACE = Duration.ofSeconds(6);

  private Shell() {}

  /** The exit code of a program, -1 if it was killed, and what it wrote, errors included. */
  public record Output(int exitCode, String text) {
    /** Returns the last lines, for a failure message. */
    public String tail(int count) {
      List<String> lines = text.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
  }

  /** Returns the command line of Maven, the one that the launcher uses. */
  public static List<String> mavenCommand(String... arguments) {
    return join(List.of(System.getProperty("workshop.maven", "mvn"), "-B"), arguments);
  }

  /** Returns the command line of the launcher in this folder. */
  public static List<String> workshopCommand(Path folder, String... arguments) {
    return join(
        List.of(folder.resolve(WINDOWS ? "workshop.cmd" : "workshop").toString()), arguments);
  }

  /**
   * Returns the command line of the runner without its launcher, so that the process is the command
   * itself. The launcher has to have built the runner before.
   */
  public static List<String> runnerCommand(Path folder, String... arguments) {
    return runnerCommand(folder, List.of(), arguments);
  }

  /** Returns the same with more options of the JVM. */
  public static List<String> runnerCommand(Path folder, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("@" + folder.resolve("runner/target/workshop.args"));
    return join(command, arguments);
  }

  /** Returns the command that sets a variable. */
  public static String setting(String name, String value) {
    return (WINDOWS ? "set " : "export ") + name + "=" + value;
  }

  /** Returns the command that runs the workshop. */
  public static String workshop(String arguments) {
    return (WINDOWS ? "workshop " : "./workshop ") + arguments;
  }

  private static List<String> join(List<String> command, String... arguments) {
    return Stream.concat(command.stream(), Stream.of(arguments)).toList();
  }

  /** Runs a program to its end; kills it and the processes that it started if it takes longer. */
  public static Output run(
      CommandContext context, Path folder, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("workshop", ".log");
    // If this process ends before the program.
    log.toFile().deleteOnExit();
    try {
      Process process = start(context, folder, log, command);
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(log, StandardCharsets.UTF_8);
      return ended
          ? new Output(process.exitValue(), text)
          : new Output(-1, text + "\nStopped after " + limit.toSeconds() + " s.");
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** Starts a program in the environment of the context. Its output goes to the log. */
  public static Process start(CommandContext context, Path folder, Path log, List<String> command)
      throws IOException {
    Process process =
        builder(context, folder, command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    return process;
  }

  /** Returns what starts a program in the environment of the context. */
  public static ProcessBuilder builder(CommandContext context, Path folder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(context.environment());
    // Maven, too, runs on this JDK.
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  /** Waits until a program has written this to its log; throws if it ends or takes a minute. */
  public static void awaitText(Process process, Path log, String text)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.readString(log).contains(text)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("\"%s\" is not in %s.".formatted(text, log));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Does this when the process ends that has started this one. */
  public static void atEndOfParent(Runnable action) {
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(action));
  }

  /** Ends this process with the one that has started it, even in an endless loop. */
  public static void endWithParent() {
    atEndOfParent(() -> Runtime.getRuntime().halt(1));
  }

  /** Ends the programs that this process has started, and theirs; then kills what is left. */
  public static void endAll() {
    endAll(ProcessHandle::destroy);
    endAll(ProcessHandle::destroyForcibly);
  }

  private static void endAll(Consumer<ProcessHandle> end) {
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    all.forEach(end);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, GRACE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /**
   * Returns a free port on 127.0.0.1. It is none of those that the system gives to clients: it
   * might give it to one before the caller listens.
   */
  public static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE_PORT, LOWEST_CLIENT_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // In use; try another.
      }
    }
  }
}
