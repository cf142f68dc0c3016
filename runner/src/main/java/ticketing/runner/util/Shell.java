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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Runs other programs, each with a time limit. */
public final class Shell {
  /** Whether this is Windows. */
  public static final boolean WINDOWS = File.separatorChar == '\\';

  private static final String MAVEN_PROPERTY = "workshop.maven";
  private static final int LOWEST_FREE_PORT = 20_000;
  private static final int LOWEST_CLIENT_PORT = 32_768;
  private static final Duration GRACE = Duration.ofSeconds(6);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(20);

  private Shell() {}

  /**
   * What came of a program.
   *
   * @param exitCode what it ended with; -1 if it had to be ended
   * @param text what it wrote, errors included
   */
  public record Output(int exitCode, String text) {
    /** What it wrote, line by line. */
    public List<String> lines() {
      return text.lines().toList();
    }

    /** The last lines, for a failure message. */
    public String tail(int count) {
      List<String> lines = lines();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
  }

  /** Runs Maven, the one that the launcher uses, with this JDK and this process's environment. */
  public static Output maven(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return maven(folder, Path.of(System.getProperty("java.home")), arguments);
  }

  /** Runs Maven with another JDK. */
  public static Output maven(Path folder, Path jdk, String... arguments)
      throws IOException, InterruptedException {
    return run(
        folder,
        Map.of("JAVA_HOME", jdk.toString()),
        Duration.ofMinutes(10),
        mavenCommand(arguments));
  }

  /** The command line of Maven, the one that the launcher uses. */
  public static List<String> mavenCommand(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty(MAVEN_PROPERTY, "mvn"), "-B"));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs the workshop's launcher of the folder.
   *
   * @param environment what is added to this process's
   */
  public static Output workshop(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(folder, environment, Duration.ofMinutes(5), workshopCommand(folder, arguments));
  }

  /** The command line of the workshop's launcher. */
  public static List<String> workshopCommand(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(folder.resolve(WINDOWS ? "workshop.cmd" : "workshop").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * The command line of the runner without its launcher: the process is the command itself, also
   * where a script cannot be. The launcher has built the runner before.
   */
  public static List<String> runnerCommand(Path folder, String... arguments) {
    return runnerCommand(folder, List.of(), arguments);
  }

  /** The same, with more options of the JVM. */
  public static List<String> runnerCommand(Path folder, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("@" + folder.resolve("runner/target/workshop.args"));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs a program.
   *
   * @param environment what is added to this process's
   * @param limit after which it is ended, with those that it started
   */
  public static Output run(
      Path folder, Map<String, String> environment, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    return run(CommandContext.ofProcess().with(environment), folder, limit, command);
  }

  /**
   * Runs a program.
   *
   * @param context has its environment
   * @param limit after which it is ended, with those that it started
   */
  public static Output run(
      CommandContext context, Path folder, Duration limit, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("workshop", ".log");
    // If this process is ended before the program.
    log.toFile().deleteOnExit();
    try {
      Process process = start(context, folder, log, command);
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(log, StandardCharsets.UTF_8);
      return new Output(
          ended ? process.exitValue() : -1,
          ended ? text : text + "\nEnded after " + limit.toSeconds() + " s.");
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /**
   * Starts a program that writes into a file. Whoever starts it ends it.
   *
   * @param environment what is added to this process's
   */
  public static Process start(
      Path folder, Map<String, String> environment, Path log, List<String> command)
      throws IOException {
    return start(CommandContext.ofProcess().with(environment), folder, log, command);
  }

  /**
   * Starts a program that writes into a file. Whoever starts it ends it.
   *
   * @param context has its environment
   */
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

  /**
   * What starts a program.
   *
   * @param context has its environment
   */
  public static ProcessBuilder builder(CommandContext context, Path folder, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(context.environment());
    return builder;
  }

  /**
   * Waits until a program that was started says something.
   *
   * @param log what it writes into
   * @param text what it is to say
   * @throws IOException if it ends before, or does not say so within a minute
   */
  public static void awaitText(Process process, Path log, String text)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.readString(log).contains(text)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "Waited in vain for \"%s\" in %s:%n%s".formatted(text, log, Files.readString(log)));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /**
   * Ends every program that this process has started, and those that they have started: asks them
   * to, so that they can tidy up, and makes those that have not ended after some seconds.
   */
  public static void endAll() {
    endAll(GRACE, ProcessHandle::destroy);
    endAll(GRACE, ProcessHandle::destroyForcibly);
  }

  /** Returns when none is left, or after so long. */
  private static void endAll(Duration limit, Consumer<ProcessHandle> end) {
    long deadline = System.nanoTime() + limit.toNanos();
    Set<ProcessHandle> told = new HashSet<>();
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.stream().filter(told::add).forEach(end);
      LockSupport.parkNanos(LOOKED_EVERY.toNanos());
      left = ProcessHandle.current().descendants().toList();
    }
  }

  /**
   * A port on loopback that nobody listens on now. Not one that the system gives to clients: it
   * might give it to one before the caller listens.
   */
  public static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE_PORT, LOWEST_CLIENT_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody listens there; another one is free.
      }
    }
  }
}
