package ticketing.runner.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * A Chromium without a window, with a profile of its own and, to begin with, one page. Whoever
 * starts it ends it.
 */
public final class Browser implements AutoCloseable {
  private static final int STARTS_WITHIN_SECONDS = 30;
  private static final int ENDS_WITHIN_SECONDS = 10;
  private static final int LOOK_EVERY_MILLIS = 50;

  private final Process process;
  private final DevTools devTools;
  private final Requests requests;
  private final Complaints complaints;
  private final Page page;

  private Browser(Process process, DevTools devTools, Requests requests, Complaints complaints)
      throws IOException, InterruptedException {
    this.process = process;
    this.devTools = devTools;
    this.requests = requests;
    this.complaints = complaints;
    this.page = newPage();
  }

  /**
   * Starts one that reaches no host but this computer itself.
   *
   * @throws ticketing.runner.util.UsageException if there is no Chromium
   * @throws IOException if it does not start
   */
  public static Browser start() throws IOException, InterruptedException {
    Path profile = TemporaryFolder.create("workshop-browser");
    Path log = profile.resolve("browser.log");
    Process process = Shell.start(profile, Map.of(), log, command(profile));
    try {
      Requests requests = new Requests();
      Complaints complaints = new Complaints();
      DevTools devTools =
          DevTools.connect(address(profile, process, log), requests.andThen(complaints));
      return new Browser(process, devTools, requests, complaints);
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static List<String> command(Path profile) {
    List<String> command = new ArrayList<>(List.of(Chromium.get().toString()));
    command.addAll(
        List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile.resolve("profile"),
            // All names but that of this computer are unknown, so nothing leaves it.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--force-color-profile=srgb"));
    if (Chromium.withoutSandbox()) {
      command.add("--no-sandbox");
    }
    command.add("about:blank");
    return command;
  }

  /** The browser writes where it can be reached into its profile. */
  private static URI address(Path profile, Process process, Path log)
      throws IOException, InterruptedException {
    Path file = profile.resolve("profile/DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    throw new IOException("The browser did not start.\n" + Files.readString(log));
  }

  /** Opens another page, as another tab. */
  public Page newPage() throws IOException, InterruptedException {
    String target =
        devTools
            .send("", "Target.createTarget", Map.of("url", "about:blank"))
            .path("targetId")
            .asText();
    JsonNode session =
        devTools.send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
    return Page.of(devTools, target, session.path("sessionId").asText(), requests);
  }

  /** Its first page. */
  public Page page() {
    return page;
  }

  /** The errors and warnings in the consoles of its pages, since it was started. */
  public List<String> complaints() {
    return complaints.all();
  }

  /** Ends it, with all the processes that it started. */
  @Override
  public void close() throws IOException, InterruptedException {
    try {
      devTools.send("", "Browser.close", Map.of());
      process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } finally {
      devTools.close();
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
