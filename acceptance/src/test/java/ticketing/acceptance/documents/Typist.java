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
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.testkit.TemporaryFolder;

/**
 * Runs commands in a copy of the workshop, and restores the copy afterwards:
 *
 * <ul>
 *   <li>{@code ./workshop …} and {@code mvn …}, with environment variables before them if need be;
 *       with {@code &} at the end it runs in its own terminal, until it is killed or all end;
 *   <li>{@code await %1 TEXT}: waits until the first terminal shows this text;
 *   <li>{@code wait %1}, {@code kill -9 %1}: waits until its command has ended; kills it;
 *   <li>{@code solve 03}, {@code answer 03 wrong/NoSettle}: writes the solution, a sample answer,
 *       into the exercise;
 *   <li>{@code patch FILE}: applies the next diff that the document shows;
 *   <li>{@code expects exit 1}: the previous command must end with exit code 1, not 0;
 *   <li>{@code expects shown TEXT}, {@code expects nowhere TEXT}: in the output of the command that
 *       ended last;
 *   <li>{@code expects no card of ORDER}: its card number is nowhere in that output;
 *   <li>{@code expects one ticket of ORDER…}: each has one ticket on disk, and wherever a line
 *       shows the order's ticket, it is that one;
 *   <li>{@code expects one ticket of all in FOLDER}: each order of this database has one.
 * </ul>
 */
final class Typist implements AutoCloseable {
  static final String EXPECTS = "expects ";

  private static final String EXPECTS_EXIT = EXPECTS + "exit ";
  private static final Pattern SERVER = Pattern.compile("\\(process (\\d+), in memory");

  /** The home folder that the documents show. */
  private static final String HOME = "/home/ada";

  private static final int STANDARD_PORT = 7233;

  private final Path copy;
  private final Iterator<Part> diffs;
  private final int port = Shell.freePort();
  private final Path database = TemporaryFolder.create("workshop-database");
  private final Path logs = TemporaryFolder.create("workshop-typist");
  private final List<CommandProcess> processes = new ArrayList<>();
  private final List<CommandProcess> terminals = new ArrayList<>();
  private final List<Supplier<Stream<String>>> screen = new ArrayList<>();
  private final Map<Path, String> before = new LinkedHashMap<>();
  private CommandProcess lastEnded;

  /**
   * Runs commands in this copy.
   *
   * @param diffs what {@code patch} changes, in turn
   */
  Typist(Path copy, List<Part> diffs) throws IOException {
    this.copy = copy;
    this.diffs = diffs.iterator();
    PristineCopy.copyTree(copy.resolve("database"), database);
  }

  /** Runs these commands; returns them, each with its output below it. */
  List<String> type(List<String> commands) throws Exception {
    for (int i = 0; i < commands.size(); i++) {
      String command = commands.get(i);
      String next = i + 1 < commands.size() ? commands.get(i + 1) : "";
      boolean expected = next.startsWith(EXPECTS_EXIT);
      screen.add(() -> Stream.of(Recording.TYPED + command));
      type(command, expected ? Integer.parseInt(next.substring(EXPECTS_EXIT.length())) : 0);
    }
    for (CommandProcess process : processes) {
      process.close();
    }
    return screen.stream().flatMap(Supplier::get).toList();
  }

  private void type(String command, int exitCode) throws Exception {
    List<String> words = DocumentedCommand.words(command);
    String last = words.get(words.size() - 1);
    switch (words.get(0)) {
      case "await" -> terminal(words.get(1)).awaitText(last);
      case "wait" -> awaitExit(terminal(last), exitCode);
      // Only itself: the embedded server that it has started goes on, as in a terminal.
      case "kill" -> {
        lastEnded = terminal(last);
        lastEnded.kill();
      }
      case "solve" -> solve(stage(last));
      case "answer" -> answer(stage(words.get(1)), last);
      case "patch" -> patch(copy.resolve(last), diffs.next());
      case "expects" -> expect(words.subList(1, words.size()), last);
      default -> run(words, exitCode);
    }
  }

  private void run(List<String> words, int exitCode) throws InterruptedException {
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
    // The launcher has built already.
    CommandProcess process =
        words.get(0).equals("mvn")
            ? CommandProcess.start(copy, environment, log, Shell.mavenCommand(arguments))
            : CommandProcess.start(copy, environment, log, arguments);
    processes.add(process);
    screen.add(() -> process.output().lines().map(this::withoutOurPlaces));
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

  /** Returns a terminal by its number; {@code %1} is the first. */
  private CommandProcess terminal(String number) {
    return terminals.get(Integer.parseInt(number.substring(1)) - 1);
  }

  private Stage stage(String number) {
    return Workshop.at(copy).stage(number);
  }

  private void solve(Stage stage) {
    for (Path file : stage.filesToWrite()) {
      write(stage.exercise().resolve(file), Stage.text(stage.solution().resolve(file)));
    }
  }

  private void answer(Stage stage, String name) {
    Answer answer = Answer.named(Workshop.at(copy), stage, name);
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
    before.putIfAbsent(file, Stage.text(file));
    AtomicFiles.write(file, text);
  }

  private void expect(List<String> words, String last) {
    switch (String.join(" ", words.subList(0, words.size() - 1))) {
      case "exit" -> {
        // The command before was told.
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

  /** Replaces this machine's paths and port, and removes colours. */
  private String withoutOurPlaces(String line) {
    return line.replace(copy.toString(), HOME + "/workshop")
        .replace(System.getProperty("user.home"), HOME)
        .replaceAll("(127\\.0\\.0\\.1:|[Pp]ort )" + port, "$1" + STANDARD_PORT)
        .replaceAll("\\e\\[[0-9;]*m", "")
        .stripTrailing();
  }

  /** Ends all running commands, and the servers of those that were killed. */
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
    before.forEach(AtomicFiles::write);
    for (String written : List.of("database", "demo-runs", Workshop.NOTES)) {
      if (Files.exists(copy.resolve(written))) {
        TemporaryFolder.delete(copy.resolve(written));
      }
    }
    PristineCopy.copyTree(database, copy.resolve("database"));
  }
}
