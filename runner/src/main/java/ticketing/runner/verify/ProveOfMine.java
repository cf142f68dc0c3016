package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** What {@code ./workshop prove} tells somebody about code of their own, as from a terminal. */
final class ProveOfMine {
  private static final String NUMBER = EditedExercise.NAME.substring(0, 2);
  private static final Pattern AGAIN = Pattern.compile("--schedule \"([^\"]+)\"");

  private ProveOfMine() {}

  static Check check(Workshop workshop, Path copy) {
    return new Check(
        "prove tells what is wrong with somebody's own code, or why it cannot",
        () -> {
          requireTold(prove(copy), "There is nothing to prove yet");
          try (EditedExercise mine = EditedExercise.withBody(copy, "return order;")) {
            requireTold(prove(copy), "cannot find symbol: variable order", mine.place());
          }
          try (EditedExercise mine =
              EditedExercise.withBody(copy, "while (true) { orderId.trim(); }")) {
            requireTold(prove(copy), "still running", mine.place());
          }
          try (EditedExercise mine =
              EditedExercise.withBody(
                  copy, "io.temporal.workflow.Workflow.await(() -> false); return null;")) {
            requireTold(prove(copy), "waited in vain");
          }
          try (EditedExercise mine =
              EditedExercise.withBody(copy, "System.exit(0); return null;")) {
            requireTold(prove(copy), "called System.exit", mine.place());
          }
          requireCounterexample(workshop, copy);
          return 6;
        });
  }

  /** It is shown, and the command that is printed with it shows it again. */
  private static void requireCounterexample(Workshop workshop, Path copy) throws Exception {
    Answer noSettle =
        Answer.of(workshop, workshop.stage(NUMBER)).stream()
            .filter(answer -> answer.name().endsWith(" NoSettle"))
            .findFirst()
            .orElseThrow(() -> new Check.Failed("there is no wrong answer NoSettle"));
    try (EditedExercise mine = EditedExercise.withText(copy, Stage.text(noSettle.file()))) {
      Shell.Output told = prove(copy);
      requireTold(told, "The seat was sold 2 times", "createTicket #1", "See it again");
      Matcher again = AGAIN.matcher(told.text());
      Check.require(again.find(), "no schedule:\n" + told.text());
      requireTold(prove(copy, "--schedule", again.group(1)), "The seat was sold 2 times");
    }
  }

  private static Shell.Output prove(Path copy, String... more) throws Exception {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "prove";
    arguments[1] = NUMBER;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Shell.workshop(copy, Map.of(), arguments);
  }

  private static void requireTold(Shell.Output output, String... words) throws Check.Failed {
    Check.require(output.exitCode() == 1, "exit code " + output.exitCode() + "\n" + output.text());
    Check.require(!output.text().contains("\tat "), output.text());
    for (String word : words) {
      Check.require(
          output.text().contains(word), "it does not say " + word + ":\n" + output.text());
    }
  }
}
