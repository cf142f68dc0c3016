package ticketing.runner.stages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.util.CommandContext;

/**
 * The process that {@link TestProcess} starts: reads the names of stages, a line each, runs their
 * tests and answers with {@link TestMessage}s. It ends when nobody asks any more.
 */
@Command(name = TestServerCommand.NAME, hidden = true)
public final class TestServerCommand implements Callable<Integer> {
  static final String NAME = "test-server";

  private final CommandContext context;

  /** In this context. */
  public TestServerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream answers = new PrintStream(context.out(), true, StandardCharsets.UTF_8);
    // What somebody's code prints is no answer.
    System.setOut(context.err());
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
    endWithWhoeverAsks();
    Workshop workshop = Workshop.of(context);
    for (String stage = questions.readLine(); stage != null; stage = questions.readLine()) {
      StageRun run =
          new StageRun(
              workshop.stage(stage),
              test -> answers.println(new TestMessage(test, null, false).line()));
      Verdict verdict = run.run();
      context.err().flush();
      answers.println(new TestMessage(null, verdict, run.isBurning()).line());
      // It takes a moment; the next run need not wait for it.
      Lanes.prepare();
    }
    return 0;
  }

  /** Not even an endless loop keeps this process when the one that asks was killed. */
  private static void endWithWhoeverAsks() {
    ProcessHandle.current()
        .parent()
        .ifPresent(asks -> asks.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
  }
}
