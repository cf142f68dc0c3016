package ticketing.acceptance.documents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.acceptance.documents.Markdown.Part;
import ticketing.acceptance.support.Answer;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.testkit.TemporaryFolder;

/**
 * Runs the commands of a {@link Recording} in a copy of the workshop, and restores the copy
 * afterwards:
 *
 * <ul>
 *   <li>{@code ./workshop …} and {@code mvn …}, optionally preceded by environment variables; with
 *       {@code &} at the end, the command runs in its own terminal until it is killed or the script
 *       ends;
 *   <li>{@code await %1 TEXT}: waits until the first terminal shows this text;
 *   <li>{@code wait %1}: waits until the command in the first terminal has ended; {@code kill -9
 *       %1}: kills it;
 *   <li>{@code solve 03}: writes the solution into the exercise; {@code answer 03 wrong/NoSettle}:
 *       writes a sample answer;
 *   <li>{@code patch FILE}: applies the next diff that the document shows;
 *   <li>{@code expects exit 1}: the previous command must end with exit code 1 instead of 0;
 *   <li>{@code expects shown TEXT}, {@code expects nowhere TEXT}: the output of the command that
 *       ended last must or must not contain this text;
 *   <li>{@code expects no card of ORDER}: that output does not contain the order's card number;
 *   <li>{@code expects one ticket of ORDER…}: each order has one ticket on disk, and the output
 *       shows this ticket and no other;
 *   <li>{@code expects one ticket of all in FOLDER}: each order of this database has one ticket.
 * </ul>
 */
final class CommandScript implements AutoCloseable {
  static final String EXPECTS = "expects ";

  private static final String EXPECTS_EXIT = EXPECTS + "exit ";
  private static final Pattern SERVER = Pattern.compile("\\(process (\\d+), in memory");

  /** The home folder in the documents. */
  private static final String HOME = "/home/ada";

  private static final int STANDARD_PORT = 7233;

  private final Path copy;
  private final Iterator<Part> diffs;
  private final int port = Shell.freePort();
  private final Path database = TemporaryFolder.create("workshop-database");
  private final Path logs = TemporaryFolder.create("workshop-script");
  private final List<CommandProcess> processes = new ArrayList<>();
  private final List<CommandProcess> terminals = new ArrayList<>();
  private final List<Supplier<Stream<String>>> screen = new ArrayList<>();
  private final Map<Path, String> originals = new LinkedHashMap<>();
  private CommandProcess lastEnded;

  /**
   * Creates a script for this copy.
   *
   * @param diffs the diffs that {@code patch} applies, one after the other
   */
  CommandScript(Path copy, List<Part> diffs) throws IOException {
    this.copy = copy;
    this.diffs = diffs.iterator();
    PristineCopy.copyTree(copy.resolve("database"), database);
  }

  /** Runs these commands; returns each command followed by its output. */
  List<String> run(List<String> commands) throws Exception {
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i);
      String next = i + 1 < commands.size() ? commands.get(i + 1) : "";
      boolean expectsExitCode = next.startsWith(EXPECTS_EXIT);
      screen.add(() -> Stream.of(Recording.PROMPT + command));
      run(command, expectsExitCode ? Integer.parseInt(next.substring(EXPECTS_EXIT.length())) : 0);
    }
    for (CommandProcess process : processes) {
      process.close();
    }
    return screen.stream().flatMap(Supplier::get).toList();
  }

  private void run(String command, int exitCode) throws Exception {
    List<String> words = DocumentedCommand.words(command);
    String last = words.get(words.size() - 1);
    switch (words.get(0)) {
      case "await" -> terminal(words.get(1)).awaitText(last);
      case "wait" -> awaitExit(terminal(last), exitCode);
      // Kills only this process: an embedded server that it has started keeps running.
      case "kill" -> {
        lastEnded = terminal(last);
        lastEnded.kill();
      }
      case "solve" -> solve(stage(last));
      case "answer" -> answer(stage(words.get(1)), last);
      case "patch" -> patch(copy.resolve(last), diffs.next());
      case "expects" -> expect(words.subList(1, words.size()), last);
      default -> start(words, exitCode);
    }
  }

  private void start(List<String> words, int exitCode) throws InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("WORKSHOP_PORT", String.valueOf(port));
    while (words.get(0).matches("[A-Z_]+=.*")) {
      String[] setting = words.remove(0).split("=", 2);
      environment.put(setting[0], setting[1]);
    }
    boolean inTerminal = words.remove("&");
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    Path log = logs.resolve(processes.size() + ".log");
    // The workshop is already built.
    CommandProcess process =
        words.get(0).equals("mvn")
            ? CommandProcess.start(copy, environment, log, Shell.mavenCommand(arguments))
            : CommandProcess.start(copy, environment, log, arguments);
    processes.add(process);
    screen.add(() -> process.output().lines().map(this::normalized));
    if (inTerminal) {
      terminals.add(process);
    } else {
      awaitExit(process, exitCode);
    }
  }

  private void awaitExit(CommandProcess process, int exitCode) throws InterruptedException {
    assertThat(process.awaitExit()).as(process.output()).isEqualTo(exitCode);
    lastEnded = process;
  }

  /** Returns a terminal by number; {@code %1} is the first. */
  private CommandProcess terminal(String number) {
    return terminals.get(Integer.parseInt(number.substring(1)) - 1);
  }

  private Stage stage(String number) {
    return new Workshop(copy).stage(number);
  }

  private void solve(Stage stage) {
    for (Path file : stage.filesToWrite()) {
      write(stage.exercise().resolve(file), Stage.text(stage.solution().resolve(file)));
    }
  }

  private void answer(Stage stage, String name) {
    Answer answer = Answer.named(new Workshop(copy), stage, name);
    write(answer.replacedIn(stage.exercise()), answer.code());
  }

  /** Applies a diff; its old lines must be in the file exactly once. */
  private void patch(Path file, Part diff) {
    String text = "\n" + Stage.text(file);
    String old = "\n" + side(diff, "-");
    assertThat(text.split(Pattern.quote(old), -1)).as("%s\nin\n%s", old, text).hasSize(2);
    write(file, text.replace(old, "\n" + side(diff, "+")).substring(1));
  }

  private static String side(Part diff, String sign) {
    return Snippets.side(diff, sign).stream().map(line -> line + "\n").collect(joining());
  }

  private void write(Path file, String text) {
    originals.putIfAbsent(file, Stage.text(file));
    AtomicFiles.write(file, text);
  }

  private void expect(List<String> words, String last) {
    switch (String.join(" ", words.subList(0, words.size() - 1))) {
      case "exit" -> {
        // Already checked: run() passes this exit code to the previous command.
      }
      case "shown" -> assertThat(lastEnded.output()).contains(last);
      case "nowhere" -> assertThat(lastEnded.output()).doesNotContain(last);
      case "no card of" ->
          assertThat(lastEnded.output())
              .doesNotContain(new PaymentService().paymentInfoOf(last).cardNumber());
      case "one ticket of all in" ->
          assertThat(Reservations.read(copy.resolve(last)).orderIds())
              .isNotEmpty()
              .allSatisfy(orderId -> assertThat(tickets(last, orderId)).hasSize(1));
      default -> {
        assertThat(words).startsWith("one", "ticket", "of");
        words.subList(3, words.size()).forEach(this::expectOneTicket);
      }
    }
  }

  private void expectOneTicket(String orderId) {
    String output = processes.stream().map(CommandProcess::output).collect(joining());
    Stream<String> shown =
        Pattern.compile("(?m)^" + orderId + "  (TICKET-\\d+)\\s*$")
            .matcher(output)
            .results()
            .map(line -> line.group(1))
            .distinct();
    assertThat(tickets("database", orderId)).as(output).hasSize(1).isEqualTo(shown.toList());
  }

  private List<String> tickets(String folder, String orderId) {
    return new Ledger(copy.resolve(folder), Clock.systemUTC()).ticketIdsOf(orderId);
  }

  /** Replaces this machine's paths and port with those of the documents, and removes colors. */
  private String normalized(String line) {
    return line.replace(copy.toString(), HOME + "/workshop")
        .replace(System.getProperty("user.home"), HOME)
        .replaceAll("(127\\.0\\.0\\.1:|[Pp]ort )" + port, "$1" + STANDARD_PORT)
        .replaceAll("\\e\\[[0-9;]*m", "")
        .stripTrailing();
  }

  /** Ends all running commands, and the servers that killed commands have started. */
  @Override
  public void close() throws Exception {
    for (CommandProcess process : processes) {
      process.close();
      SERVER
          .matcher(process.output())
          .results()
          .flatMap(server -> ProcessHandle.of(Long.parseLong(server.group(1))).stream())
          .forEach(ProcessHandle::destroy);
    }
    originals.forEach(AtomicFiles::write);
    for (String folder : List.of("database", "demo-runs", Workshop.NOTES)) {
      if (Files.exists(copy.resolve(folder))) {
        TemporaryFolder.delete(copy.resolve(folder));
      }
    }
    PristineCopy.copyTree(database, copy.resolve("database"));
  }
}
