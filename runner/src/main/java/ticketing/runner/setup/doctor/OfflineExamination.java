package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Environment;
import ticketing.runner.util.Shell;

/** Whether the workshop works without a network. */
final class OfflineExamination {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private OfflineExamination() {}

  static List<Finding> findings(CommandContext context) throws IOException, InterruptedException {
    for (MavenStep step : MavenStep.values()) {
      Shell.Output output = step.run(context, LIMIT, "-o");
      if (output.exitCode() != 0) {
        List<Finding> findings = new ArrayList<>(List.of(ofFailure(context, step, output)));
        findings.addAll(proxy(context.environment(), LocalRepository.settings()));
        return findings;
      }
    }
    return List.of(
        Finding.fine("Offline: all is in " + LocalRepository.folder(context) + ", and a test ran"));
  }

  private static Finding ofFailure(CommandContext context, MavenStep step, Shell.Output output)
      throws IOException {
    MavenFailure failure = MavenFailure.of(output);
    if (failure.kind() == MavenFailure.Kind.TEST) {
      return Finding.warning(
          "Offline: all is there, but a test failed: " + failure.words(),
          "Is the computer very busy, or a file of the workshop changed? Then run this again.");
    }
    if (failure.kind() == MavenFailure.Kind.OTHER) {
      return Finding.broken(
          "Offline: Maven fails. " + step.title() + ": " + failure.words(),
          "Mend what this names. Is a file of the workshop changed? git status says so.");
    }
    String fix = "With a network: " + Environment.workshop("prefetch");
    if (LocalRepository.settings().contains("<mirror>")) {
      // Maven then does not take what was fetched from elsewhere.
      fix += "\nCopied from another computer, and a mirror in settings.xml? See setup.md, Offline.";
    }
    return Finding.broken(
        "Offline: not all is in " + LocalRepository.folder(context) + ": " + failure.words(), fix);
  }

  /** Other programs read these variables; Maven does not. */
  static List<Finding> proxy(Map<String, String> environment, String settings) {
    boolean mavenKnows =
        environment.getOrDefault("MAVEN_OPTS", "").contains("proxyHost")
            || settings.contains("<proxy>");
    return Stream.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
        .filter(name -> !environment.getOrDefault(name, "").isBlank() && !mavenKnows)
        .limit(1)
        .map(
            name ->
                Finding.warning(
                    name + " is set, but Maven does not read it",
                    "Name the proxy in ~/.m2/settings.xml too:"
                        + " https://maven.apache.org/guides/mini/guide-proxies.html"))
        .toList();
  }
}
