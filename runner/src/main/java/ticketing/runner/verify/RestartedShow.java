package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * A live page as a process of its own, on an embedded Temporal of its own, until it is closed; and
 * what a page does with it.
 */
final class RestartedShow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(250);
  private static final Pattern TOKEN = Pattern.compile("name=\"show-token\" content=\"([^\"]+)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path folder = TemporaryFolder.create("workshop-show");
  private final String port = String.valueOf(Shell.freePort());
  private final String temporalPort = String.valueOf(Shell.freePort());
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> servers = new ArrayList<>();
  private Process process;
  private String token;
  private int starts;

  /** One that does not run yet. */
  RestartedShow(Workshop workshop) throws IOException {
    this(workshop.root());
  }

  /** The same, of the workshop in this folder; its runner has to be built. */
  RestartedShow(Path root) throws IOException {
    this.root = root;
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy, "end of a page"));
  }

  /** An answer of the page's server. */
  record Answer(int status, String body) {}

  /** Starts it, and waits until its worker is ready. */
  RestartedShow start(String... options) throws Exception {
    starts++;
    List<String> arguments =
        new ArrayList<>(List.of("show", "--port", port, "--database", database().toString()));
    arguments.addAll(List.of(options));
    process = run(log(), arguments.toArray(String[]::new));
    Processes.awaitText(log(), "Ctrl-C");
    Matcher found = TOKEN.matcher(get("/").body());
    Check.require(found.find(), "the page has no token");
    token = found.group(1);
    await("its worker to be ready", state -> worker(state).equals("ready"));
    return this;
  }

  /** Starts an embedded Temporal for it, or starts it anew. */
  Process startTemporal() throws Exception {
    Path log = folder.resolve("temporal-" + servers.size() + ".log");
    Process server = run(log, "server");
    servers.add(server);
    Processes.awaitText(log, "runs at");
    return server;
  }

  /** Another one beside it, as somebody types it. */
  Shell.Output another(String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("show"));
    arguments.addAll(List.of(options));
    return Shell.run(
        root, environment(), PATIENCE, Shell.runnerCommand(root, arguments.toArray(String[]::new)));
  }

  private Process run(Path log, String... arguments) throws IOException {
    return Shell.start(
        root,
        environment(),
        log,
        // One that is killed cleans up nothing.
        Shell.runnerCommand(root, List.of("-Djava.io.tmpdir=" + folder), arguments));
  }

  private Map<String, String> environment() {
    return Map.of("WORKSHOP_PORT", temporalPort, "WORKSHOP_IDLE_SECONDS", "10");
  }

  private Path log() {
    return folder.resolve("show-" + starts + ".log");
  }

  /** What its terminal shows. */
  String told() throws IOException {
    return Files.readString(log());
  }

  /** Where a browser finds it, with a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  String port() {
    return port;
  }

  /** The tickets of one of its runs. */
  ShowTickets tickets(String run) {
    return new ShowTickets(database(), run);
  }

  /** Its folder; each of its runs has one in it. */
  Path database() {
    return folder.resolve("page");
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** What a request that a page does not make is answered with. */
  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** A request to it, of this path without a slash before it. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path));
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send(request(path.substring(1)).GET());
  }

  /** What a button of the page does. */
  Answer post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("X-Show-Token", token)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The same, which must be done. */
  void act(String path, String json) throws Exception {
    Answer answer = post(path, json);
    Check.require(answer.status() == 204, path + " " + json + " → " + answer);
  }

  /** The whole state, as a page gets it when it is opened. */
  JsonNode state() throws IOException, InterruptedException {
    HttpResponse<InputStream> stream =
        client.send(
            request("events").timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          return JSON.readTree(line.substring("data: ".length()));
        }
      }
    }
    throw new IOException("There is no state.");
  }

  /** Waits until it is so, and returns the state. */
  JsonNode await(String what, Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode state = state();
    while (!wanted.test(state)) {
      Check.require(
          System.nanoTime() < deadline && process.isAlive(),
          "waited in vain for " + what + ":\n" + sums(state) + "\n" + told());
      TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY.toMillis());
      state = state();
    }
    return state;
  }

  /** How its worker is. */
  static String worker(JsonNode state) {
    return state.path("worker").path("state").asText();
  }

  /** The lanes that are on. */
  static Stream<JsonNode> lanes(JsonNode state) {
    return StreamSupport.stream(state.path("lanes").spliterator(), false)
        .filter(lane -> lane.path("shown").asBoolean());
  }

  /** The lane of this ID. */
  static JsonNode lane(JsonNode state, String id) {
    Optional<JsonNode> lane =
        lanes(state).filter(one -> id.equals(one.path("id").asText())).findFirst();
    return lane.orElseThrow(() -> new IllegalArgumentException("There is no lane " + id));
  }

  /** A lane for each line. */
  static String sums(JsonNode state) {
    StringBuilder text = new StringBuilder();
    lanes(state).forEach(lane -> text.append(lane).append('\n'));
    return text.toString();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void destroy() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    servers.forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    destroy();
  }
}
