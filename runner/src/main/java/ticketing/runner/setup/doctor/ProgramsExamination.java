package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;

/** Programs that are good to have. */
final class ProgramsExamination {
  private ProgramsExamination() {}

  static List<Finding> git(CommandContext context) throws IOException, InterruptedException {
    Optional<Program> git = Program.onPath(context, "git");
    String fix = "Install Git. Without it all works but the git commands that the READMEs show.";
    if (git.isEmpty()) {
      return List.of(Finding.warning("Git is not installed", fix));
    }
    Shell.Output output = git.get().run(context, context.root(), "--version");
    Optional<String> version = Program.version(output.text());
    return List.of(
        output.exitCode() == 0 && version.isPresent()
            ? Finding.fine("Git " + version.get())
            // On a Mac the command is there before Git is.
            : Finding.warning("Git does not run: " + output.tail(1), fix));
  }

  /** Not needed, so nothing is said where it is missing. */
  static List<Finding> temporal(CommandContext context) throws IOException, InterruptedException {
    Optional<Program> temporal = Program.onPath(context, "temporal");
    if (temporal.isEmpty()) {
      return List.of();
    }
    Optional<String> version =
        Program.version(temporal.get().run(context, context.root(), "--version").text());
    return List.of(
        Finding.fine("Temporal CLI " + version.orElse("of unknown version") + " (not needed)"));
  }
}
