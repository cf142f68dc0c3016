package ticketing.runner.slides;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ticketing.runner.browser.Chromium;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** Marp's command line, which npm fetches in the version that {@code package.json} names. */
final class Marp {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String PACKAGE = "@marp-team/marp-cli";
  private static final String THEME = "theme.css";

  private final Path folder;
  private final String node;

  private Marp(Path folder, String node) {
    this.folder = folder;
    this.node = node;
  }

  /**
   * Fetches it, where it is not there.
   *
   * @param folder the deck's
   * @throws UsageException if there is no Node, or npm cannot fetch
   */
  static Marp in(Path folder) throws IOException, InterruptedException {
    String node = program("node");
    if (!version(folder.resolve("package.json"), "/devDependencies/" + PACKAGE.replace("/", "~1"))
        .equals(version(installed(folder).resolve("package.json"), "/version"))) {
      // It brings no browser of its own: Chromium is there already, or cannot be fetched.
      Shell.Output output =
          Shell.run(
              folder,
              Map.of("PUPPETEER_SKIP_DOWNLOAD", "1"),
              LIMIT,
              List.of(program("npm"), "ci", "--no-audit", "--no-fund"));
      if (output.exitCode() != 0) {
        throw new UsageException(
            "npm ci in " + folder + " failed. It needs a network.\n" + output.tail(10), 1);
      }
    }
    return new Marp(folder, node);
  }

  /** Makes HTML of the deck. */
  void html(Path to) throws IOException, InterruptedException {
    run(to, "--html=false");
  }

  /** Makes a PDF of the deck; this starts a browser. */
  void pdf(Path to) throws IOException, InterruptedException {
    run(to, "--html=false", "--pdf", "--allow-local-files");
  }

  private void run(Path to, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(node, installed(folder).resolve("marp-cli.js").toString()));
    command.addAll(List.of("--no-stdin", "--no-config-file"));
    command.addAll(List.of(options));
    if (Files.exists(folder.resolve(THEME))) {
      command.addAll(List.of("--theme-set", THEME));
    }
    command.addAll(List.of(Deck.SOURCE, "-o", to.toString()));
    Map<String, String> environment =
        new HashMap<>(Map.of(Chromium.VARIABLE, Chromium.get().toString()));
    if (Chromium.withoutSandbox()) {
      environment.put("CHROME_NO_SANDBOX", "1");
    }
    Shell.Output output = Shell.run(folder, environment, LIMIT, command);
    // Marp ends with 0 also where it only warned that a picture cannot be read.
    if (output.exitCode() != 0 || !Files.exists(to)) {
      throw new UsageException("Marp could not build the deck.\n" + output.tail(10), 1);
    }
  }

  private static Path installed(Path folder) {
    return folder.resolve("node_modules").resolve(PACKAGE);
  }

  private static String version(Path json, String pointer) throws IOException {
    return Files.exists(json)
        ? new ObjectMapper().readTree(json.toFile()).at(pointer).asText()
        : "none";
  }

  private static String program(String name) {
    return Program.onPath(name)
        .map(program -> program.file().toString())
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no "
                        + name
                        + ", and the deck is built with it. Install Node 18 or newer"
                        + " (Debian: apt-get install nodejs npm)."));
  }
}
