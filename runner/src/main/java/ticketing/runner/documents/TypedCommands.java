package ticketing.runner.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/**
 * The commands of a {@link Recording}, typed one after the other:
 *
 * <ul>
 *   <li>{@code ./workshop …} and {@code mvn …}, with environment variables before them if need be;
 *   <li>the same with {@code &} at the end: it goes on, as in a terminal of its own, until it is
 *       killed or the recording ends;
 *   <li>{@code await %1 TEXT}: waits until the first of those shows this text;
 *   <li>{@code wait %1}: waits until the first of them has ended by itself;
 *   <li>{@code kill -9 %1}: kills the first of them;
 *   <li>{@code cp FILE FILE} and {@code cp FOLDER/*.java FOLDER}: what somebody has written, until
 *       the recording ends;
 *   <li>{@code patch FILE demos.md#ANCHOR 1}: the first change that this section of {@code
 *       demos.md} shows, until the recording ends;
 *   <li>{@code expects …}: goes on only if that is true; see {@link Expectation}.
 * </ul>
 */
final class TypedCommands implements AutoCloseable {
  /** What stands at the end of a command that goes on. */
  static final String GOES_ON = " &";

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern SETTING = Pattern.compile("([A-Z_]+)=(.*)");
  private static final Pattern SERVER = Pattern.compile("\\(process (\\d+), in memory");

  /** Whose home the documents show. */
  private static final String SOMEBODY = "/home/ada";

  private static final int STANDARD_PORT = 7233;

  /** One command and what it has printed. */
  private record Typed(String command, Process process, Path log) {}

  private final Path copy;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Typed> typed = new ArrayList<>();
  private final List<Typed> inTheirTerminals = new ArrayList<>();
  private final Map<Path, String> before = new LinkedHashMap<>();
  private Typed lastEnded;

  TypedCommands(Path copy) throws IOException {
    this.copy = copy;
    this.port = Shell.freePort();
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("WORKSHOP_PORT", String.valueOf(port));
  }

  /** Whether such a command ends, and with an exit code. */
  static boolean ends(String command) {
    return command.startsWith("wait ")
        || command.matches("([A-Z_]+=\\S+ )*(\\./workshop|mvn) .*") && !command.endsWith(GOES_ON);
  }

  /** Types one. Returns when it has ended, or with {@code &} when it has begun. */
  void type(String command) throws IOException, InterruptedException {
    List<String> words = words(command);
    Map<String, String> settings = new HashMap<>(environment);
    while (SETTING.matcher(words.get(0)).matches()) {
      String[] setting = words.remove(0).split("=", 2);
      settings.put(setting[0], setting[1]);
    }
    switch (words.get(0)) {
      case "cp" -> put(words.get(1), words.get(2));
      case "patch" -> patch(words);
      case "expects" -> expect(command, words.subList(1, words.size()));
      case "await" ->
          await(terminal(words.get(1)), String.join(" ", words.subList(2, words.size())));
      case "wait" -> awaitEnd(terminal(words.get(1)));
      // Only itself: the embedded server that it has started goes on, as in a terminal.
      case "kill" -> {
        lastEnded = terminal(words.get(words.size() - 1));
        lastEnded.process().destroyForcibly().waitFor();
      }
      default -> {
        start(command, words, settings);
        return;
      }
    }
    typed.add(new Typed(command, null, null));
  }

  private void start(String command, List<String> words, Map<String, String> settings)
      throws IOException, InterruptedException {
    boolean goesOn = words.get(words.size() - 1).equals("&");
    if (goesOn) {
      words.remove(words.size() - 1);
    }
    Path log = Files.createTempFile("workshop-typed", ".log");
    Typed started = new Typed(command, Shell.start(copy, settings, log, program(words)), log);
    typed.add(started);
    if (goesOn) {
      inTheirTerminals.add(started);
    } else {
      awaitEnd(started);
    }
  }

  private void awaitEnd(Typed started) throws IOException, InterruptedException {
    if (!started.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new UsageException(
          "\"%s\" did not end in %d s.%n%s"
              .formatted(started.command(), LIMIT.toSeconds(), text(started)),
          1);
    }
    lastEnded = started;
  }

  /** The launcher builds first; that is done already. */
  private List<String> program(List<String> words) {
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    return switch (words.get(0)) {
      case "./workshop" -> Shell.runnerCommand(copy, arguments);
      case "mvn" -> Shell.mavenCommand(arguments);
      default ->
          throw new UsageException(
              "A recording cannot type \""
                  + words.get(0)
                  + "\". Type ./workshop, mvn, cp, patch, await, wait, kill or expects.");
    };
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  private Typed terminal(String number) {
    int index = number.matches("%\\d+") ? Integer.parseInt(number.substring(1)) - 1 : -1;
    if (index < 0 || index >= inTheirTerminals.size()) {
      throw new UsageException(
          "There is no command %s that goes on: %%1 is the first that ends with &."
              .formatted(number));
    }
    return inTheirTerminals.get(index);
  }

  private void await(Typed command, String text) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!text(command).contains(text)) {
      boolean ended = !command.process().isAlive() && !text(command).contains(text);
      if (ended || System.nanoTime() > deadline) {
        throw new UsageException(
            "\"%s\" does not show \"%s\":%n%s".formatted(command.command(), text, text(command)),
            1);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** A file, or all of a folder that end in the same way, to a file or into a folder. */
  private void put(String from, String to) {
    if (!from.contains("*")) {
      put(copy.resolve(from), copy.resolve(to));
      return;
    }
    Path folder = copy.resolve(from.substring(0, from.lastIndexOf('/')));
    String end = from.substring(from.lastIndexOf('*') + 1);
    for (Path file : Stage.filesIn(folder)) {
      if (file.getNameCount() == 1 && file.toString().endsWith(end)) {
        put(folder.resolve(file), copy.resolve(to));
      }
    }
  }

  private void put(Path from, Path to) {
    write(Files.isDirectory(to) ? to.resolve(from.getFileName()) : to, Stage.text(from));
  }

  private void write(Path target, String text) {
    before.putIfAbsent(target, Stage.text(target));
    SafeFile.write(target, text);
  }

  private void patch(List<String> words) {
    Path file = copy.resolve(words.get(1));
    String anchor = words.get(2).replaceFirst(".*#", "");
    Fence diff = Demonstrations.change(copy, anchor, Integer.parseInt(words.get(3)));
    write(file, Patch.apply(diff, Stage.text(file)));
  }

  private void expect(String command, List<String> words) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Typed one : typed) {
      all.append(one.log() == null ? "" : text(one));
    }
    boolean ended = lastEnded != null;
    Expectation.Seen seen =
        new Expectation.Seen(
            ended ? lastEnded.process().exitValue() : -1,
            ended ? text(lastEnded) : "",
            all.toString(),
            copy);
    Optional<String> unmet = Expectation.unmet(words, seen);
    if (unmet.isPresent()) {
      throw new UsageException(
          "After \"%s\", %s: %s"
              .formatted(typed.get(typed.size() - 1).command(), command, unmet.get()),
          1);
    }
  }

  private static void end(Typed command) throws InterruptedException {
    command.process().descendants().forEach(ProcessHandle::destroyForcibly);
    command.process().destroyForcibly().waitFor();
  }

  /** Ends what still goes on. Returns all commands, each with what it printed below it. */
  List<String> end() throws IOException, InterruptedException {
    for (Typed command : inTheirTerminals) {
      end(command);
    }
    List<String> screen = new ArrayList<>();
    for (Typed command : typed) {
      screen.add(Recording.typed(command.command()));
      if (command.log() != null) {
        text(command).lines().map(this::withoutOurPlaces).forEach(screen::add);
      }
    }
    return screen;
  }

  /** The places of whoever records are nobody's business; colours are not for a document. */
  private String withoutOurPlaces(String line) {
    return line.replace(copy.toString(), SOMEBODY + "/workshop")
        .replace(System.getProperty("user.home"), SOMEBODY)
        .replaceAll("(127\\.0\\.0\\.1:|[Pp]ort )" + port, "$1" + STANDARD_PORT)
        .replaceAll("\\e\\[[0-9;]*m", "")
        .stripTrailing();
  }

  private static String text(Typed command) throws IOException {
    return Files.readString(command.log(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    before.forEach(SafeFile::write);
    for (Typed command : typed) {
      if (command.process() != null) {
        end(command);
        endServer(text(command));
        Files.delete(command.log());
      }
    }
  }

  /** It would end by itself, some time later. */
  private static void endServer(String told) {
    Matcher server = SERVER.matcher(told);
    if (server.find()) {
      ProcessHandle.of(Long.parseLong(server.group(1))).ifPresent(ProcessHandle::destroy);
    }
  }
}
