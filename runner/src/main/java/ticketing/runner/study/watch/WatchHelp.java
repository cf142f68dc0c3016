package ticketing.runner.study.watch;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.compare.CodeDiff;
import ticketing.runner.study.hint.HintGiver;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** Does what the letters h, c and p ask for. */
final class WatchHelp {
  private static final int PROVE_LIMIT_MINUTES = 5;

  private final CommandContext context;
  private final Workshop workshop;

  WatchHelp(Workshop workshop, CommandContext context) {
    this.context = context;
    this.workshop = workshop;
  }

  /** Returns a hint, or the diff against the solution, or runs prove. */
  String with(String letter, Stage stage, Verdict verdict) throws InterruptedException {
    try {
      return switch (letter) {
        case "h" -> new HintGiver(workshop, stage, "h", context.err()::println).next(() -> verdict);
        case "c" -> difference(stage);
        default -> prove(stage);
      };
    } catch (UsageException e) {
      return e.getMessage();
    }
  }

  private static String difference(Stage stage) {
    return stage.edited().isEmpty()
        ? "You have not written anything yet. For a hint, type h."
        : CodeDiff.of(stage, Ansi.AUTO);
  }

  /** Runs prove in another process, which can be stopped in an endless loop. */
  private String prove(Stage stage) throws InterruptedException {
    try {
      Process prove =
          Shell.builder(
                  context,
                  context.root(),
                  Shell.runnerCommand(context.root(), "prove", stage.number()))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      prove.getOutputStream().close();
      if (!prove.waitFor(PROVE_LIMIT_MINUTES, TimeUnit.MINUTES)) {
        prove.destroyForcibly();
        return "prove was stopped after %d minutes.".formatted(PROVE_LIMIT_MINUTES);
      }
      return WatchScreen.LETTERS;
    } catch (IOException e) {
      return "Cannot start prove: " + e.getMessage();
    }
  }
}
