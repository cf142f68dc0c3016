package ticketing.runner.stages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.Ring;
import ticketing.testkit.WorkflowThreads;

/**
 * The command of the process that {@link TestProcess} starts: reads the name of a stage from each
 * line, runs its tests and prints {@link TestMessage}s. Ends with its input.
 */
@Command(name = TestServerCommand.NAME, hidden = true)
public final class TestServerCommand extends WithContext implements Callable<Integer> {
  static final String NAME = "test-server";

  @Override
  public Integer call() throws IOException {
    PrintStream answers = new PrintStream(context.out(), true, StandardCharsets.UTF_8);
    // The answers must not be mixed with what the code under test prints.
    System.setOut(context.err());
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
    Shell.endWithParent();
    Workshop workshop = Workshop.of(context);
    for (String stage = questions.readLine(); stage != null; stage = questions.readLine()) {
      TestMessage last = test(workshop.stage(stage), message -> answers.println(message.line()));
      context.err().flush();
      answers.println(last.line());
      // It takes a moment, which the next run need not wait.
      StageTests.prepare();
    }
    return 0;
  }

  private static TestMessage test(Stage stage, Consumer<TestMessage> listener) {
    for (Path file : stage.filesToWrite()) {
      if (!Files.exists(stage.exercise().resolve(file))) {
        return problem(
            "%s is missing. Undo that in your editor, or type ./workshop reset %s, which keeps a copy."
                .formatted(file.getFileName(), stage.number()));
      }
    }
    try (StageCode code = StageCode.withTests(stage.exercise())) {
      Verdict verdict = StageTests.runRings(code, listener);
      if (verdict.in(Ring.CORE).isEmpty()) {
        return problem(
            "No test ran: there is none in exercises/%s/src/test.%nTo restore the tests, type ./workshop reset %s, which keeps a copy of your code."
                .formatted(stage, stage.number()));
      }
      return TestMessage.of(verdict, WorkflowThreads.isInEndlessLoop(code.strategy()));
    } catch (UsageException | UncheckedIOException e) {
      return problem(e.getMessage());
    }
  }

  private static TestMessage problem(String problem) {
    return TestMessage.of(Verdict.of(problem), false);
  }
}
