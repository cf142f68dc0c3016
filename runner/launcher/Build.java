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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Builds the runner with Maven if anything it consists of has changed, and writes the argument file
 * that starts it. A program of its own, in one file: it runs before anything is built.
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

  private static final String DOCTOR = WINDOWS ? "workshop doctor" : "./workshop doctor";
  private static final Pattern NO_NETWORK =
      Pattern.compile("Could not transfer|Unknown host|offline mode");

  /** Of what Maven wrote, the doctor gets the end. Characters. */
  private static final int MOST_WORDS = 6_000;

  private Build() {}

  /** The arguments are the workshop's folder, and what the runner will be called with. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toRealPath();
    boolean doctor = args.length > 1 && args[1].equals("doctor");
    try {
      build(root, doctor);
    } catch (IOException e) {
      if (doctor) {
        examine(root, "[ERROR] " + e);
      } else {
        System.err.println(
            "The workshop's folder cannot be written: "
                + e.getMessage()
                + ". Make it yours. Whether"
                + " that is all, says: "
                + DOCTOR);
      }
      System.exit(1);
    }
  }

  private static void build(Path root, boolean doctor) throws IOException, InterruptedException {
    Path target = root.resolve("runner/target");
    Path stamp = target.resolve("workshop.built");
    Path classpath = target.resolve("runtime.classpath");
    String sources = fingerprint(root);
    if (!Files.exists(classpath)
        || !Files.exists(stamp)
        || !Files.readString(stamp).equals(sources)
        || !allThere(Files.readString(classpath))) {
      runMaven(root, doctor);
      delete(compiled(root));
      Files.writeString(stamp, sources);
    }
    writeArguments(root, target.resolve("workshop.args"), Files.readString(classpath));
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

  private static void runMaven(Path root, boolean doctor) throws IOException, InterruptedException {
    System.err.println("Building the workshop (the first time it fetches what it needs) …");
    List<String> command = new ArrayList<>(List.of(maven(root)));
    command.addAll(List.of("-q", "-B", "-pl", "runner", "-DskipTests", "process-classes"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.PIPE);
    Process maven = builder.start();
    maven.getOutputStream().close();
    String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (maven.waitFor() != 0) {
      if (doctor) {
        examine(root, output.substring(Math.max(0, output.length() - MOST_WORDS)));
      } else {
        tell(output);
      }
      System.exit(1);
    }
  }

  private static void tell(String output) {
    if (NO_NETWORK.matcher(output).find()) {
      System.err.println(
          "Maven Central cannot be reached, and not all that is needed was fetched before. Connect to a"
              + " network; see \"Offline\" in setup.md. What is in the way, says: "
              + DOCTOR);
    } else {
      System.err.println(output.strip());
      System.err.println("The build failed. Whether it is this computer, says: " + DOCTOR);
    }
  }

  /** The doctor stands on the JDK alone: it can look why the rest cannot be built. */
  private static void examine(Path root, String words) throws IOException, InterruptedException {
    Path sources = root.resolve("runner/src/main/java");
    Path classes = Files.createTempDirectory("workshop-doctor");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of(
                        "-encoding",
                        "UTF-8",
                        "-d",
                        classes.toString(),
                        "-sourcepath",
                        sources.toString(),
                        sources.resolve("ticketing/runner/setup/doctor/Doctor.java").toString())
                    .toArray(String[]::new));
    if (failed == 0) {
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Dfile.encoding=UTF-8",
              "-Dworkshop.root=" + root,
              "-Dworkshop.maven=" + maven(root),
              "-cp",
              classes.toString(),
              "ticketing.runner.setup.doctor.Doctor",
              words)
          .inheritIO()
          .start()
          .waitFor();
    }
    delete(classes);
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

  /** Maven as it is installed, or else the wrapper, which fetches one. */
  private static String maven(Path root) {
    String name = WINDOWS ? "mvn.cmd" : "mvn";
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .anyMatch(folder -> isExecutable(folder, name));
    return installed ? name : root.resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString();
  }

  private static boolean isExecutable(String folder, String name) {
    try {
      return Files.isExecutable(Path.of(folder, name));
    } catch (InvalidPathException e) {
      // A PATH may hold anything, on Windows quotes for instance.
      return false;
    }
  }

  private static void writeArguments(Path root, Path file, String classpath) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dworkshop.root=" + root,
                "-Dworkshop.compiled=" + compiled(root),
                "-Dworkshop.maven=" + maven(root)));
    if (Runtime.version().feature() >= 24) {
      // Newer JDKs warn about what Netty and Protobuf do.
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      // The formatter works with the compiler's own parser.
      arguments.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    String classes = root.resolve("runner/target/classes") + File.pathSeparator + classpath.strip();
    arguments.addAll(List.of("-cp", classes, "ticketing.runner.Main"));
    // Java reads the file in the encoding of the system, which on Windows is not UTF-8.
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    Files.writeString(
        file,
        arguments.stream().map(Build::quoted).collect(Collectors.joining("\n", "", "\n")),
        charset);
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
