package ticketing.runner.study;

import java.io.PrintStream;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestMessage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.CommandContext;
import ticketing.testkit.Ring;

/** Prints verdicts: in a terminal one at a time, elsewhere one after the other. */
final class WatchScreen {
  static final String LETTERS =
      "h hint · c compare · n next exercise · p prove · q quit: a letter, then Enter";

  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final int MAX_PRINTED = 12;

  private final PrintStream out;
  private final boolean terminal;
  private String kept = "";

  WatchScreen(CommandContext context) {
    this.out = context.out();
    this.terminal = context.isTerminal() && Ansi.AUTO.enabled();
  }

  /** Prints this above the next verdict. */
  void keep(String text) {
    kept = text + "\n";
  }

  void begin(Stage stage) {
    if (terminal) {
      out.print(CLEAR);
    }
    out.println(stage + ": testing …");
  }

  /** Prints the name of a ring that begins, or the mark of a test that has ended. */
  void progress(TestMessage message) {
    Ring ring = message.ring();
    if (!terminal) {
      VerdictText.announce(message, out);
    } else if (ring == null) {
      out.print(VerdictText.mark(message.test()));
    } else {
      out.print((ring == Ring.CORE ? "" : "\n") + VerdictText.name(ring));
    }
    out.flush();
  }

  /** Prints the verdict of a run, what the code printed and, if core is new, the debrief. */
  void show(Stage stage, Verdict verdict, boolean isCoreNew, double seconds, List<String> printed) {
    StringBuilder text = new StringBuilder(terminal ? CLEAR : "");
    text.append(kept);
    kept = "";
    if (stage.isUntouched()) {
      text.append(ReadmeExcerpt.intro(stage)).append('\n');
    }
    text.append("%s  %tT  %.2f s%n".formatted(stage, LocalTime.now(), seconds));
    text.append(printedByCode(printed));
    text.append(VerdictText.of(stage, verdict));
    text.append(isCoreNew ? ReadmeExcerpt.debrief(stage) : "");
    out.print(text);
    out.println(LETTERS);
    out.flush();
  }

  void say(String text) {
    out.println(text.stripTrailing());
    out.flush();
  }

  private static String printedByCode(List<String> lines) {
    int hidden = Math.max(0, lines.size() - MAX_PRINTED);
    return (hidden == 0 ? "" : "  … %d earlier lines …%n".formatted(hidden))
        + lines.subList(hidden, lines.size()).stream()
            .map(line -> "  | " + line + "\n")
            .collect(Collectors.joining());
  }
}
