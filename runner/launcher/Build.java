import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the runner with Maven if anything it consists of has changed, and writes the argument file
 * that starts it. A program of its own, in one file: it runs before anything is built.
 *
 * <p>It packs the modules into JARs, and has the JVM archive the classes that a demonstration loads
 * (class data sharing, which cannot read folders): commands then take half the processor time.
 *
 * <p>The exercises are no part of the runner, so one that does not compile keeps nobody from using
 * it.
 */
public final class Build {
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final List<String> SOURCES =
      List.of(
          "pom.xml",
          "ticket-system/pom.xml",
          "ticket-system/src/main",
          "orders/pom.xml",
          "orders/src/main",
          "testkit/pom.xml",
          "testkit/src/main",
          "runner/pom.xml",
          "runner/src/main");

  /** How many characters of Maven's output fit into an argument on Windows. */
  private static final int LONGEST_OUTPUT = 6_000;

  private Build() {}

  /** The arguments are the workshop's folder, and those of {@code ./workshop}. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toRealPath();
    String command = args.length > 1 ? args[1] : "board";
    try {
      build(root, command);
    } catch (IOException e) {
      fail(root, command, "[ERROR] Cannot read or write: " + e);
    }
  }

  private static void build(Path root, String command) throws IOException, InterruptedException {
    Path target = root.resolve("runner/target");
    Path stamp = target.resolve("workshop.built");
    Path classpath = target.resolve("workshop.classpath");
    String sources = fingerprint(root);
    if (!Files.exists(classpath)
        || !Files.exists(stamp)
        || !Files.readString(stamp).equals(sources)
        || !allThere(Files.readString(classpath))) {
      runMaven(root, command);
      delete(compiled(root));
      Files.deleteIfExists(archive(root));
      Files.writeString(classpath, packed(target));
      archiveClasses(root, writeArguments(root, Files.readString(classpath)));
      Files.writeString(stamp, sources);
    }
    writeArguments(root, Files.readString(classpath));
  }

  /** Returns the runner's class path, with a new JAR in place of each folder. */
  private static String packed(Path target) throws IOException {
    String libraries = Files.readString(target.resolve("runtime.classpath")).strip();
    return Stream.of(
            (target.resolve("classes") + File.pathSeparator + libraries).split(File.pathSeparator))
        .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(target, Path.of(entry)) : entry)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(Path target, Path classes) {
    Path module = classes.getParent().getParent().getFileName();
    String jar = target.resolve(module + ".jar").toString();
    ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(System.err, System.err, "-c", "-0", "-f", jar, "-C", classes.toString(), ".");
    return jar;
  }

  /** Without an archive, commands work as well. */
  private static void archiveClasses(Path root, Path arguments)
      throws IOException, InterruptedException {
    Path database = Files.createTempDirectory("workshop-build");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), "-XX:ArchiveClassesAtExit=" + archive(root), "@" + arguments));
    command.addAll(List.of("demo", "--strategy", "03", "--orders", "1", "--database"));
    command.add(database.toString());
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    delete(database);
  }

  private static Path archive(Path root) {
    return root.resolve("runner/target/workshop.jsa");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Name, size and time of each file. */
  private static String fingerprint(Path root) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String source : SOURCES) {
      try (Stream<Path> files = Files.walk(root.resolve(source))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().collect(Collectors.toList())) {
          all.append(root.relativize(file))
              .append(' ')
              .append(Files.size(file))
              .append(' ')
              .append(Files.getLastModifiedTime(file).toMillis())
              .append('\n');
        }
      }
    }
    return all.toString();
  }

  private static boolean allThere(String classpath) {
    return Stream.of(classpath.split(File.pathSeparator)).map(Path::of).allMatch(Files::exists);
  }

  private static void runMaven(Path root, String command) throws IOException, InterruptedException {
    System.err.println("Building the workshop (the first time it downloads what it needs) …");
    ProcessBuilder builder =
        new ProcessBuilder(
                maven(root), "-q", "-B", "-pl", "runner", "-DskipTests", "process-classes")
            .directory(root.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.PIPE);
    Process maven = builder.start();
    maven.getOutputStream().close();
    String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (maven.waitFor() != 0) {
      fail(root, command, output);
    }
  }

  /** Lets the doctor, one file that needs only the JDK, explain what Maven printed; and ends. */
  private static void fail(Path root, String command, String output)
      throws IOException, InterruptedException {
    String end = output.substring(Math.max(0, output.length() - LONGEST_OUTPUT));
    new ProcessBuilder(
            java(),
            "-Dfile.encoding=UTF-8",
            root.resolve("runner/src/main/java/ticketing/runner/setup/Doctor.java").toString(),
            root.toString(),
            maven(root),
            // On Windows, a quotation mark would end the argument.
            end.replace('"', '\''),
            command)
        .inheritIO()
        .start()
        .waitFor();
    System.exit(1);
  }

  /** The runner's commands keep there what they compile of exercises and solutions. */
  private static Path compiled(Path root) {
    return root.resolve("runner/target/compiled");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
          Files.delete(file);
        }
      }
    }
  }

  /** Maven as it is installed, or else the wrapper, which fetches one; in a pack, its own. */
  private static String maven(Path root) {
    String name = WINDOWS ? "mvn.cmd" : "mvn";
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .anyMatch(folder -> isExecutable(folder, name));
    return installed && !Files.exists(root.resolve("offline"))
        ? name
        : root.resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString();
  }

  private static boolean isExecutable(String folder, String name) {
    try {
      return Files.isExecutable(Path.of(folder, name));
    } catch (InvalidPathException e) {
      // A PATH may hold anything, on Windows quotes for instance.
      return false;
    }
  }

  private static Path writeArguments(Path root, String classpath) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                // JDK 22 to 24 would have a console without a terminal.
                "-Djdk.console=java.base",
                "-Dworkshop.root=" + root,
                "-Dworkshop.compiled=" + compiled(root),
                "-Dworkshop.maven=" + maven(root)));
    if (Runtime.version().feature() >= 24) {
      // Newer JDKs warn about what Netty and Protobuf do.
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (Files.exists(archive(root))) {
      // Another JDK, or a changed library, cannot use it: do not warn.
      arguments.addAll(List.of("-XX:SharedArchiveFile=" + archive(root), "-Xlog:cds=off"));
      arguments.add("-Xlog:cds+dynamic=off");
    }
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      // The formatter works with the compiler's own parser.
      arguments.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    arguments.addAll(List.of("-cp", classpath, "ticketing.runner.Main"));
    // Java reads the file in the encoding of the system, which on Windows is not UTF-8.
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return Files.writeString(
        root.resolve("runner/target/workshop.args"),
        arguments.stream().map(Build::quoted).collect(Collectors.joining("\n", "", "\n")),
        charset);
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
