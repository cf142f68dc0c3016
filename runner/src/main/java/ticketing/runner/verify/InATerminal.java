package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * What somebody does who works through the workshop, from a fresh copy to four green stages, typed
 * into a terminal and read from its screen.
 */
final class InATerminal {
  private final Path copy;
  private final TerminalSession terminal;
  private final List<Stage> stages;
  private final List<Answer> answers;

  private InATerminal(Path copy, Workshop workshop, TerminalSession terminal) {
    this.copy = copy;
    this.terminal = terminal;
    this.stages = workshop.stages();
    this.answers = Answer.all(workshop);
  }

  static Check check(Workshop workshop) {
    return new Check(
        "somebody works through all stages in a terminal",
        () -> {
          Path copy = PristineCopy.of(workshop);
          try (TerminalSession terminal = TerminalSession.in(copy)) {
            new InATerminal(copy, workshop, terminal).run();
          }
          return 1;
        });
  }

  private void run() throws Exception {
    terminal.type("./workshop");
    terminal.see("▸ 01-naive-create             not begun", "./workshop watch 01");
    terminal.clear();
    terminal.type("./workshop watch 01");
    first();
    second();
    third();
    fourth();
    afterwards();
  }

  /** A compile error, a hint, a comparison, the solution. */
  private void first() throws Exception {
    Stage stage = stages.get(0);
    terminal.see("core     ✗✗✗✗✗✓  1 of 6", "h hint");
    terminal.type("h");
    terminal.see("Hint 1 of");
    terminal.type("c");
    terminal.see("You have not written anything yet");
    edit(stage, "return order;");
    terminal.see("does not compile", "NaiveOrderWorkflow.java:24", "variable order");
    write(stage, "OneAttemptOnTheCreate");
    terminal.see("✗ an outage of every service is survived");
    terminal.type("c");
    terminal.see("- yours, + the solution's");
    terminal.type("h");
    terminal.see("Hint ");
    solve(stage);
    terminal.see("All of 01-naive-create passes");
    terminal.type("n");
  }

  /** An endless loop, a test that was edited, a save in the middle of a run. */
  private void second() throws Exception {
    Stage stage = stages.get(1);
    terminal.see("core     ✗✗✗✗✗✗✓  1 of 7");
    edit(stage, "while (true) { orderId.trim(); }");
    terminal.see("in an endless loop at MaxAttemptsOneOrderWorkflow.java:25");
    write(stage, "OneAttemptOnEverything");
    terminal.see("✗ an outage of what only reads is still survived");
    Path test =
        exercise(stage).resolve("src/test/java/ticketing/maxattempts/MaxAttemptsOneTest.java");
    String before = Stage.text(test);
    PristineCopy.write(test, before + "// looked at\n");
    terminal.see("! Not as it was given: MaxAttemptsOneTest.java");
    write(stage, "RetriesLeftOnCreate");
    TimeUnit.MILLISECONDS.sleep(200);
    PristineCopy.write(test, before);
    solve(stage);
    terminal.see("All of 02-max-attempts-one passes");
    terminal.type("n");
  }

  /** Core alone, a proof that finds what is missing, and stretch. */
  private void third() throws Exception {
    Stage stage = stages.get(2);
    terminal.see("core     ✗✗✗✗✗✗✗✓  1 of 8");
    write(stage, "CoreAlone");
    terminal.see("Core of 03-validate-loop passes", "stretch ");
    terminal.type("p");
    terminal.see("cancel", "See it again");
    solve(stage);
    terminal.see("All of 03-validate-loop passes");
    terminal.type("n");
  }

  private void fourth() throws Exception {
    Stage stage = stages.get(3);
    terminal.see("core     ✗✗✗✗✗✗✗✓  1 of 8");
    solve(stage);
    terminal.see("All of 04-child-workflow-variant passes");
    terminal.type("q");
    terminal.see(TerminalSession.PROMPT);
    terminal.clear();
    terminal.type("./workshop");
    terminal.see("All stages pass");
  }

  /** Nothing is lost by a reset, and the class can be caught up with. */
  private void afterwards() throws Exception {
    Stage stage = stages.get(2);
    Path file = exercise(stage).resolve(stage.filesToWrite().get(0));
    byte[] mine = Files.readAllBytes(file);
    terminal.type("./workshop reset 03; ./workshop");
    terminal.see("▸ 03-validate-loop            not begun");
    terminal.clear();
    terminal.type("./workshop restore last; ./workshop");
    terminal.see("All stages pass");
    Check.require(
        java.util.Arrays.equals(mine, Files.readAllBytes(file)), file + " is not as it was");
    terminal.clear();
    terminal.type(
        "for i in 01 02; do ./workshop reset $i; done; ./workshop catch-up 03; ./workshop");
    terminal.see("All stages pass");
  }

  private Path exercise(Stage stage) {
    return copy.resolve("exercises").resolve(stage.name());
  }

  /** Puts this code in the place of the one that the start throws from. */
  private void edit(Stage stage, String code) {
    Path file = stage.filesToWrite().get(0);
    String start = Stage.text(stage.start().resolve(file));
    PristineCopy.write(
        exercise(stage).resolve(file),
        start.substring(0, start.indexOf("    throw new")) + "    " + code + "\n  }\n}\n");
  }

  private void write(Stage stage, String answer) throws Exception {
    Answer found =
        answers.stream()
            .filter(each -> each.module().equals(stage.name()))
            .filter(each -> each.file().endsWith(answer + ".java"))
            .findFirst()
            .orElseThrow(() -> new Check.Failed("there is no answer " + answer));
    found.layOut(exercise(stage));
  }

  private void solve(Stage stage) {
    for (Path file : stage.filesToWrite()) {
      PristineCopy.write(exercise(stage).resolve(file), Stage.text(stage.solution().resolve(file)));
    }
  }
}
