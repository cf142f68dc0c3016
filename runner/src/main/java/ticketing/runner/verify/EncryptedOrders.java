package ticketing.runner.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.OrderStarter;

/** Orders under keys, by the commands that a user types, on a server that others use too. */
final class EncryptedOrders {
  private static final String BLUE = key("blue", 1);
  private static final String OTHER_BLUE = key("blue", 2);
  private static final String GREEN = key("green", 3);
  private static final int KEY_BYTES = 32;
  private static final int MOST_PLACINGS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OF_03 = ids(0, 3);
  private static final List<String> OF_04 = ids(3, 6);
  private static final String WAITING = ids(6, 7).get(0);
  private static final List<String> ALL = ids(0, 7);

  /** The last payload of a history that tells the ticket, as {@code --raw} shows it. */
  private static final Pattern RESULT =
      Pattern.compile("WorkflowExecutionCompleted +\\[binary/encrypted, key \"blue\"] (\\S+)");

  private static final Pattern FAILED_CALL = Pattern.compile("(Ambiguous|Unavailable): \\w");
  private static final Pattern HIDDEN_FAILURE =
      Pattern.compile("(Ambiguous|Unavailable): Encoded failure \\[binary/encrypted");

  private final Workshop workshop;
  private final Map<String, String> server;
  private final Path folder = TemporaryFolder.create("workshop-encrypted");
  private final Ledger ledger = new Ledger(folder.resolve("database"), Clock.systemUTC());
  private final List<Process> processes = new ArrayList<>();

  private EncryptedOrders(Workshop workshop, Map<String, String> server) {
    this.workshop = workshop;
    this.server = server;
  }

  /** An order ID that no other scene on the same server has. */
  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "order-25600" + n).toList();
  }

  private static String key(String id, int content) {
    byte[] bytes = new byte[KEY_BYTES];
    bytes[0] = (byte) content;
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Of orders under keys, and of what a worker measures. */
  static List<Check> checks(Workshop workshop, SharedServer server) {
    return List.of(check(workshop, server), WorkerMetrics.check(workshop, server));
  }

  private static Check check(Workshop workshop, SharedServer server) {
    return new Check(
        "encrypted orders on " + server + ": history, codec server, wrong keys, a change of keys",
        () -> {
          EncryptedOrders orders = new EncryptedOrders(workshop, server.environment());
          try {
            return orders.run();
          } finally {
            orders.end();
          }
        });
  }

  private int run() throws Exception {
    RunOrders.reservations(ALL).write(ledger.database());
    List<Process> workers =
        List.of(
            worker(BLUE, "03", "--likelihood", "0.5", "--seed", "7"),
            worker(BLUE, "04", "--likelihood", "0.5", "--seed", "7"));
    placeAll("03", OF_03);
    placeAll("04", OF_04);
    requireHidden();
    requireOneLine(run(BLUE, "history", "order-404"), "knows of no \"order-404\"");
    requireCodecServerDecodes(OF_03.get(0));
    requireUnreadable("", "key \"blue\", which is not in WORKSHOP_ENCRYPTION_KEY");
    requireUnreadable(OTHER_BLUE, "another key \"blue\" than the one in WORKSHOP_ENCRYPTION_KEY");
    for (Process worker : workers) {
      worker.destroyForcibly().waitFor();
    }
    waitsForTheKeyThroughAChange();
    return 1;
  }

  private void placeAll(String stage, List<String> orderIds) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("order", "--stage", stage));
    arguments.addAll(orderIds);
    Shell.Output told = run(BLUE, arguments.toArray(String[]::new));
    for (int i = 1; told.exitCode() == OrderStarter.STILL_OPEN && i < MOST_PLACINGS; i++) {
      // Temporal waits longer after each failure of a call. Placing again goes on waiting.
      told = run(BLUE, arguments.toArray(String[]::new));
    }
    Check.require(told.exitCode() == 0, told.text());
    Processes.requireOneTicketEach(ledger, orderIds, told.text());
  }

  /** The decoded histories tell all but the card, and the stored ones not even that. */
  private void requireHidden() throws Exception {
    StringBuilder decoded = new StringBuilder();
    StringBuilder stored = new StringBuilder();
    for (String id : Stream.concat(OF_03.stream(), OF_04.stream()).toList()) {
      String ticket = ticketOf(id);
      Shell.Output plain = run(BLUE, "history", id);
      Check.require(plain.exitCode() == 0 && plain.text().contains(ticket), plain.text());
      requireNoCard(id, plain);
      Shell.Output raw = run(BLUE, "history", id, "--raw", "--all");
      Check.require(raw.exitCode() == 0 && !raw.text().contains(ticket), raw.text());
      Check.require(!raw.text().contains("Music of the Spheres"), raw.text());
      requireNoCard(id, raw);
      decoded.append(plain.text());
      stored.append(raw.text());
    }
    Check.require(
        FAILED_CALL.matcher(decoded).find() && HIDDEN_FAILURE.matcher(stored).find(),
        "no call has failed, so nothing is proved of failures:\n" + decoded);
  }

  private static void requireNoCard(String orderId, Shell.Output told) throws Check.Failed {
    String card = new PaymentService().paymentInfoOf(orderId).cardNumber();
    Check.require(!told.text().contains(card), "the card number is in it:\n" + told.text());
    Check.require(
        told.text().contains("The card number of " + orderId + " is nowhere in it"), told.text());
  }

  private String ticketOf(String orderId) {
    return ledger.ticketsOf(orderId).get(0).ticket().ticketId();
  }

  /** What the history shows as stored, the codec server makes readable. */
  private void requireCodecServerDecodes(String orderId) throws Exception {
    Matcher result = RESULT.matcher(run(BLUE, "history", orderId, "--raw").text());
    Check.require(result.find(), "no encrypted result");
    int port = Shell.freePort();
    Path log = folder.resolve("codec.log");
    Process codec = start(log, BLUE, "codec", "--port", String.valueOf(port));
    Processes.awaitText(log, "is ready");
    Listening.requireLoopbackOnly(codec.toHandle());
    String payload =
        "{\"payloads\":[{\"metadata\":{\"encoding\":\"%s\",\"encryption-key-id\":\"%s\"},\"data\":\"%s\"}]}"
            .formatted(base64("binary/encrypted"), base64("blue"), result.group(1));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/decode"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Origin", "http://localhost:8233")
                    .header("X-Namespace", "default")
                    .POST(HttpRequest.BodyPublishers.ofString(payload))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    Check.require(
        answer.body().contains(base64("\"" + ticketOf(orderId) + "\"")),
        answer.statusCode() + " " + answer.body());
    Shell.Output second = run(BLUE, "codec", "--port", String.valueOf(port));
    requireOneLine(second, "Port " + port);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void requireUnreadable(String key, String expected) throws Exception {
    Shell.Output order = run(key, "order", OF_03.get(0));
    requireOneLine(order, expected);
    Shell.Output history = run(key, "history", OF_03.get(0));
    Check.require(history.exitCode() != 0 && history.text().contains(expected), history.text());
    Check.require(!history.text().contains(ticketOf(OF_03.get(0))), history.text());
    Check.require(!history.text().contains("is nowhere in it"), history.text());
  }

  private static void requireOneLine(Shell.Output output, String expected) throws Check.Failed {
    Check.require(
        output.exitCode() != 0
            && output.text().strip().lines().count() == 1
            && output.text().contains(expected),
        output.exitCode() + " " + output.text());
  }

  /**
   * A worker without the key sells nothing; with a new key beside the old one the order goes on.
   */
  private void waitsForTheKeyThroughAChange() throws Exception {
    Process keyless = worker("", "03");
    Path told = folder.resolve("waiting.log");
    Process starter = start(told, GREEN + "," + BLUE, "order", WAITING);
    Processes.awaitText(logOf(keyless), WAITING + "  this worker cannot read it.");
    Check.require(starter.isAlive() && ledger.ticketsOf(WAITING).isEmpty(), Files.readString(told));
    keyless.destroyForcibly().waitFor();
    worker(BLUE + "," + GREEN, "03");
    Check.require(
        starter.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && starter.exitValue() == 0,
        "no ticket:\n" + Files.readString(told));
    Processes.requireOneTicketEach(ledger, List.of(WAITING), Files.readString(told));
    String raw = run(BLUE, "history", WAITING, "--raw").text();
    Check.require(raw.contains("key \"green\"") && raw.contains("key \"blue\""), raw);
    Shell.Output both = run(GREEN + "," + BLUE, "history", WAITING);
    Check.require(both.exitCode() == 0 && both.text().contains(ticketOf(WAITING)), both.text());
  }

  private Process worker(String key, String stage, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("worker", stage));
    arguments.addAll(List.of(options));
    Path log = folder.resolve("process-" + processes.size() + ".log");
    Process worker = start(log, key, arguments.toArray(String[]::new));
    Processes.awaitText(log, "is ready");
    return worker;
  }

  private Path logOf(Process process) {
    return folder.resolve("process-" + processes.indexOf(process) + ".log");
  }

  private Shell.Output run(String key, String... arguments)
      throws IOException, InterruptedException {
    return Shell.run(
        workshop.root(),
        environment(key),
        PATIENCE,
        Shell.runnerCommand(workshop.root(), arguments));
  }

  private Process start(Path log, String key, String... arguments) throws IOException {
    Process process =
        Shell.start(
            workshop.root(),
            environment(key),
            log,
            // One that is killed cleans up nothing.
            Shell.runnerCommand(workshop.root(), List.of("-Djava.io.tmpdir=" + folder), arguments));
    processes.add(process);
    return process;
  }

  private Map<String, String> environment(String key) {
    Map<String, String> environment = new TreeMap<>(server);
    environment.put(Database.VARIABLE, ledger.database().toString());
    environment.put(EncryptionKeys.VARIABLE, key);
    return environment;
  }

  private void end() throws InterruptedException {
    processes.forEach(Process::destroyForcibly);
    for (Process process : processes) {
      process.waitFor();
    }
  }
}
