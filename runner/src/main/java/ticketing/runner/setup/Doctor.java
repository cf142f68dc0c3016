package ticketing.runner.setup;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks this machine and prints one line per check. Each problem is followed by its fix.
 *
 * <p>It is one file and needs nothing but the JDK: when the workshop cannot be built, the launcher
 * runs {@code java Doctor.java}. {@link DoctorCommand} adds the checks that need more.
 */
public final class Doctor {
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final long DISK_NEEDED = 500;
  private static final String MAVEN_FIX =
      "Install Maven 3.9, or remove mvn from the PATH: then the workshop uses mvnw.";

  private static final Pattern MODULE = Pattern.compile("(?<=<module>)[^<]+");
  private static final Pattern MAVEN = Pattern.compile("Maven (\\d+\\.\\d+)[^\\s\u001b]*");
  private static final Pattern REPOSITORY =
      Pattern.compile("(?<=-Dmaven\\.repo\\.local=)\\S+|(?<=<localRepository>)[^<]+");

  /** What says best why Maven failed to download comes first. */
  private static final List<String> NETWORK_ERRORS =
      List.of(
          "\\S+:\\S+:\\S+ has not been downloaded",
          "Unknown host [\\w.-]+|\\w+ timed out|Connection refused|PKIX [^\\n:]*",
          "Network is unreachable|status code: 407[^\\n:]*|Failed to fetch \\S+",
          "Could not transfer \\S+ \\S+");

  /** The folder with Maven and its libraries, if {@code ./workshop pack} made this copy. */
  static final String PACKED = "offline";

  private static final String ERROR_LINE =
      "(?<=\\[(ERROR|FATAL)\\] )(?!\\[|Some problems|COMPILATION|The build).{1,200}";

  private final Map<String, String> environment;
  private final Path root;
  private final PrintStream out;
  private final Charset terminal = terminalEncoding();
  private final boolean hasSymbols = terminal.newEncoder().canEncode("✓✗→…");
  private int problems;

  /** A check of one subject, which reports what it finds. */
  interface Check {
    void run() throws Exception;
  }

  /** Checks the workshop in this folder, with these environment variables. */
  Doctor(Map<String, String> environment, Path root, PrintStream out) {
    this.environment = environment;
    this.root = root;
    this.out = out;
  }

  /**
   * Explains why the workshop cannot be built; for {@code ./workshop doctor}, checks the machine.
   *
   * @param args the workshop's folder, the Maven that built it, what Maven printed, and the
   *     workshop's command
   */
  public static void main(String[] args) {
    String output = args[2];
    boolean isDoctor = args[3].equals("doctor");
    String fix =
        needsNetwork(output)
            ? "Connect to a network and try again. Behind a proxy, see \"Work offline\" in"
                + " setup.md."
            : isDoctor
                ? "Fix the problems below, or what this line names. Files you changed: git status"
                : "Run " + (WINDOWS ? "" : "./") + "workshop doctor to check this machine.";
    if (!isDoctor) {
      System.err.println(mavenError(output) + System.lineSeparator() + "The build failed. " + fix);
      return;
    }
    Doctor doctor = new Doctor(System.getenv(), Path.of(args[0]), System.out);
    doctor.problem("The workshop cannot be built: " + mavenError(output), fix);
    doctor.checkProxy();
    doctor.checkMachine(args[1]);
    doctor.printSummary();
  }

  /** Runs all checks that need only the JDK. */
  void checkMachine(String maven) {
    String fileNames = System.getProperty("native.encoding", "UTF-8");
    String jdk = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    // The launcher has checked its version, and that it has a compiler.
    ok("JDK " + jdk + " in " + System.getProperty("java.home"));
    check("Maven", () -> checkMaven(maven));
    check("Project files", this::checkPoms);
    check("Disk", this::checkDisks);
    check("Folders", this::checkFolders);
    check("Path", () -> checkPath(root.toString(), WINDOWS, Charset.forName(fileNames)));
    check("Terminal", this::checkTerminal);
    check("Loopback", this::checkLoopback);
  }

  /** Runs a check; if it throws, reports that. */
  void check(String subject, Check check) {
    try {
      check.run();
    } catch (Exception e) {
      problem(subject + ": the check failed: " + e, "Fix what this line names, and check again.");
    }
  }

  void ok(String what) {
    print("✓", "ok", what, "");
  }

  /** Reports what is good to know but breaks nothing. */
  void note(String what, String fix) {
    print("!", "! ", what, fix);
  }

  /** Reports what breaks something of the workshop. */
  void problem(String what, String fix) {
    problems++;
    print("✗", "NO", what, fix);
  }

  private void print(String mark, String plainMark, String what, String fix) {
    out.println((hasSymbols ? mark : plainMark) + " " + what);
    fix.lines().forEach(line -> out.println("    " + line));
  }

  boolean hasProblems() {
    return problems > 0;
  }

  void printSummary() {
    out.println(
        problems == 0 ? "Everything OK" : problems + (problems == 1 ? " problem" : " problems"));
  }

  private void checkMaven(String maven) throws IOException {
    if (Path.of(maven).getFileName().toString().startsWith("mvnw")) {
      ok(
          Files.exists(root.resolve(PACKED))
              ? "Maven and its libraries: those that were packed, in " + PACKED
              : "Maven: mvn is not on the PATH, so the workshop uses mvnw");
      return;
    }
    Process process = new ProcessBuilder(maven, "-version").redirectErrorStream(true).start();
    checkMavenVersion(new String(process.getInputStream().readAllBytes(), terminal));
  }

  void checkMavenVersion(String output) {
    Matcher maven = MAVEN.matcher(output);
    if (!maven.find()) {
      problem(
          "mvn -version fails: " + output.strip().lines().findFirst().orElse("no output"),
          MAVEN_FIX);
      return;
    }
    String version = maven.group(1);
    if (version.matches("[0-2]\\..*|3\\.[0-7]")) {
      problem(maven.group() + " is too old: the workshop needs 3.8 or 3.9", MAVEN_FIX);
    } else if (!version.startsWith("3.")) {
      note(maven.group() + " is not tested with the workshop; 3.8 and 3.9 are", MAVEN_FIX);
    } else {
      ok(maven.group());
    }
  }

  /** A module without its POM breaks Maven for all modules. */
  private void checkPoms() throws IOException {
    for (String module : modules(root)) {
      if (!Files.exists(root.resolve(module).resolve("pom.xml"))) {
        problem(
            module + "/pom.xml is missing, so Maven cannot build anything",
            "Type: git checkout -- " + module + "/pom.xml");
      }
    }
  }

  /** Returns the folders of all modules, relative to the workshop's. */
  static List<String> modules(Path root) throws IOException {
    String pom = Files.readString(root.resolve("pom.xml"));
    return MODULE.matcher(pom).results().map(MatchResult::group).toList();
  }

  private void checkDisks() throws IOException {
    long least = Long.MAX_VALUE;
    for (Path folder : List.of(root, TEMPORARY, localRepository(root, environment))) {
      least = Math.min(least, Files.getFileStore(nearestExisting(folder)).getUsableSpace());
    }
    checkDiskSpace(least / (1 << 20));
  }

  void checkDiskSpace(long mebibytes) {
    if (mebibytes < DISK_NEEDED) {
      problem(
          "Disk: only " + mebibytes + " MiB free, and the workshop needs " + DISK_NEEDED + " MiB",
          "Delete files on the disk of the workshop, " + TEMPORARY + " or Maven's downloads.");
    } else {
      ok("Disk: " + mebibytes / 1024 + " GiB free");
    }
  }

  private void checkFolders() throws IOException {
    String database = variable("WORKSHOP_DATABASE");
    List<Path> folders = new ArrayList<>(List.of(root, root.resolve(".workshop"), TEMPORARY));
    folders.add(localRepository(root, environment));
    folders.add(database.isEmpty() ? root.resolve("database") : Path.of(database));
    for (String module : modules(root)) {
      folders.add(root.resolve(module).resolve("target/classes"));
    }
    folders.removeIf(Doctor::isWritable);
    folders.replaceAll(folder -> folder.startsWith(root) ? root : folder);
    for (Path folder : new LinkedHashSet<>(folders)) {
      problem(
          "Cannot write to the folder " + folder + ", or to a folder in it",
          WINDOWS
              ? "Give yourself full control of it (Properties, Security)."
              : "Type: sudo chown -R $(id -un) \"" + folder + "\"");
    }
    if (folders.isEmpty()) {
      ok("All folders are writable");
    }
  }

  private static boolean isWritable(Path folder) {
    try {
      Files.delete(Files.createTempFile(nearestExisting(folder), "doctor", ".tmp"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path nearestExisting(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  void checkPath(String path, boolean windows, Charset encoding) {
    String fix = "Move the workshop, for instance to " + (windows ? "C:\\workshop" : "~/workshop");
    if (!encoding.newEncoder().canEncode(path)) {
      problem("Some programs cannot read the path in the encoding " + encoding + ": " + path, fix);
    } else if (windows && path.matches(".*['\\[\\]].*|.{100,}")) {
      // Windows allows 260 characters, and files below the workshop need about 150.
      note("Some programs cannot use a path that is so long, or has ' or [ ] in it: " + path, fix);
    } else if (path.matches(".*(OneDrive|Dropbox|Google Drive|iCloud|Mobile Documents).*")) {
      note("A program that synchronizes files can lock them during a build: " + path, fix);
    } else {
      ok("The workshop is in " + path);
    }
  }

  private void checkTerminal() {
    if (hasSymbols) {
      ok("The terminal's encoding is " + terminal);
    } else {
      note(
          "The terminal's encoding is " + terminal + ", so it prints ? for a check mark",
          WINDOWS
              ? "Type: chcp 65001     or use Windows Terminal."
              : "Type: export LC_ALL=C.UTF-8     (macOS: en_US.UTF-8)");
    }
  }

  /** Returns the encoding of standard output, for which JDK 17 has a property of its own. */
  private static Charset terminalEncoding() {
    try {
      String ofJdk17 = System.getProperty("sun.stdout.encoding", "UTF-8");
      return Charset.forName(System.getProperty("stdout.encoding", ofJdk17));
    } catch (IllegalArgumentException e) {
      return Charset.defaultCharset();
    }
  }

  private void checkLoopback() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket()) {
      client.connect(new InetSocketAddress("localhost", server.getLocalPort()), 2_000);
      ok("Programs reach each other through localhost");
    } catch (IOException e) {
      problem(
          "Programs cannot reach each other through localhost: " + e.getMessage(),
          "Allow connections to 127.0.0.1 in your firewall or VPN.\n"
              + "If it is missing, add the line \"127.0.0.1 localhost\" to "
              + (WINDOWS ? "C:\\Windows\\System32\\drivers\\etc\\hosts" : "/etc/hosts"));
    }
  }

  /** Adds a note if other programs use a proxy that Maven does not know. */
  void checkProxy() {
    boolean isSet = !(variable("HTTPS_PROXY") + variable("https_proxy")).isEmpty();
    String maven = variable("MAVEN_OPTS") + mavenSettings();
    if (isSet && !maven.contains("proxyHost") && !maven.contains("<proxy>")) {
      note(
          "HTTPS_PROXY is set, but Maven does not read it",
          "Add the proxy to ~/.m2/settings.xml: see \"Work offline\" in setup.md.");
    }
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  /** Returns the folder in which Maven keeps what it has downloaded. */
  static Path localRepository(Path root, Map<String, String> environment) {
    if (Files.exists(root.resolve(PACKED))) {
      return root.resolve(PACKED + "/repository");
    }
    String home = System.getProperty("user.home");
    String options = environment.get("MAVEN_OPTS") + " " + environment.get("MAVEN_ARGS");
    Matcher named = REPOSITORY.matcher(options + " " + mavenSettings());
    String folder = named.find() ? named.group() : home + "/.m2/repository";
    return Path.of(folder.replace("${user.home}", home).replace("\"", "").strip());
  }

  /** Returns the text of settings.xml without its comments; empty if it cannot be read. */
  static String mavenSettings() {
    Path file = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
    try {
      return Files.readString(file).replaceAll("(?s)<!--.*?-->", "");
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns the part of Maven's output that says why it failed. */
  static String mavenError(String output) {
    return Stream.concat(NETWORK_ERRORS.stream(), Stream.of(ERROR_LINE))
        .flatMap(error -> Pattern.compile(error).matcher(output).results())
        .map(MatchResult::group)
        .findFirst()
        .orElse("Maven failed without naming an error");
  }

  /** Returns whether Maven failed because it could not download something. */
  static boolean needsNetwork(String output) {
    return NETWORK_ERRORS.stream().anyMatch(error -> Pattern.compile(error).matcher(output).find());
  }
}
