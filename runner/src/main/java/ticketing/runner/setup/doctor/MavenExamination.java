package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Environment;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;

/** Maven, installed or fetched by its wrapper. */
final class MavenExamination {
  private static final Pattern VERSION = Pattern.compile("Apache Maven (\\d+\\.\\d+[^\\s\u001b]*)");
  private static final Pattern JAVA = Pattern.compile("Java version: (?:1\\.)?(\\d+)[^\\s,]*");
  private static final String INSTEAD =
      "Install Maven 3.9, or take mvn off the PATH: without it the workshop uses mvnw.";

  private MavenExamination() {}

  static List<Finding> findings(CommandContext context) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    Optional<Program> maven = Program.onPath(context, "mvn");
    if (maven.isPresent()) {
      findings.add(
          ofInstalled(maven.get().file(), maven.get().run(context, context.root(), "-version")));
    }
    findings.add(ofWrapper(context, maven.isPresent()));
    return findings;
  }

  static Finding ofInstalled(Path file, Shell.Output output) {
    Matcher version = VERSION.matcher(output.text());
    if (output.exitCode() != 0 || !version.find()) {
      return Finding.broken(
          file + " -version fails: " + output.text().strip().lines().findFirst().orElse("no word"),
          INSTEAD);
    }
    String found = "Maven " + version.group(1) + ", " + file;
    String number = Program.version(version.group(1)).orElse("0.0");
    if (!Program.isAtLeast(number, 3, 8)) {
      return Finding.broken(found + ", is too old: 3.8 is the oldest", INSTEAD);
    }
    Matcher java = JAVA.matcher(output.text());
    if (java.find() && Integer.parseInt(java.group(1)) < 17) {
      return Finding.broken(
          found + ", runs on Java " + java.group(1),
          "Set JAVA_HOME to the JDK: "
              + Environment.setting("JAVA_HOME", System.getProperty("java.home")));
    }
    return Program.isAtLeast(number, 4, 0)
        ? Finding.warning(found + ", is newer than what the workshop was tried with", INSTEAD)
        : Finding.fine(found);
  }

  private static Finding ofWrapper(CommandContext context, boolean mavenIsInstalled)
      throws IOException {
    String name = Shell.WINDOWS ? "mvnw" : "./mvnw";
    Optional<Path> fetched = LocalRepository.wrappersMaven(context);
    if (fetched.isPresent()) {
      return Finding.fine(name + " has its Maven: " + fetched.get());
    }
    String what = name + " has not fetched its Maven yet";
    String fix = "With a network: " + Environment.workshop("prefetch");
    return mavenIsInstalled
        ? Finding.warning(what + " (mvn is installed and does the same)", fix)
        : Finding.broken(what, fix);
  }
}
