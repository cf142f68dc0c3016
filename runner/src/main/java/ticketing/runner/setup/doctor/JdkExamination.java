package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;

/** The JDK: new enough, whole, and the same one for everybody. */
final class JdkExamination {
  private static final int OLDEST = 17;
  private static final Pattern HOME = Pattern.compile("java\\.home = (.+)");

  private JdkExamination() {}

  static List<Finding> findings(CommandContext context) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("java.home"));
    List<Finding> findings = new ArrayList<>();
    findings.add(ofThisOne(Runtime.version().feature(), home));
    findings.addAll(ofAnother(context, home));
    return findings;
  }

  static Finding ofThisOne(int version, Path home) {
    String install = "Install a JDK, " + OLDEST + " or newer, and set JAVA_HOME to its folder.";
    if (version < OLDEST) {
      return Finding.broken("Java is " + version + ", too old, in " + home, install);
    }
    if (!Files.exists(home.resolve("bin").resolve(Shell.WINDOWS ? "javac.exe" : "javac"))) {
      return Finding.broken("Java in " + home + " has no javac: it is no JDK", install);
    }
    return Finding.fine("JDK " + Runtime.version() + " in " + home);
  }

  /** The workshop and Maven go by JAVA_HOME; who types java, and many an IDE, by the PATH. */
  private static List<Finding> ofAnother(CommandContext context, Path home)
      throws IOException, InterruptedException {
    Optional<Program> java = Program.onPath(context, "java");
    if (context.variable("JAVA_HOME").isEmpty() || java.isEmpty()) {
      return List.of();
    }
    Shell.Output output =
        java.get().run(context, context.root(), "-XshowSettings:properties", "-version");
    Matcher other = HOME.matcher(output.text());
    if (!other.find() || Path.of(other.group(1).strip()).toRealPath().equals(home.toRealPath())) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            "JAVA_HOME is " + home + ", but java on the PATH is that of " + other.group(1).strip(),
            "Maven and the workshop use JAVA_HOME. Let both name the same JDK."));
  }
}
