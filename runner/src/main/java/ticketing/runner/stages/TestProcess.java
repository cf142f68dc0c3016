package ticketing.runner.stages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/**
 * Runs the tests of a student's code in a process of its own, which stays warm between runs. After
 * an endless loop, a {@code System.exit} or an {@code OutOfMemoryError} there, the next run starts
 * another.
 */
public final class TestProcess implements AutoCloseable {
  /** JUnit ends a test after 30 s, an exploration after 180 s. */
  private static final int SILENCE_SECONDS = 200;

  /** Comes after the last message. */
  private static final String END = "";

  private static final int LAST_WORDS_MILLIS = 1_000;

  /** Keeps code that uses all memory from using that of the machine. */
  private static final String MAX_MEMORY = "-Xmx768m";

  /** The temporary folder of the process, which is killed and cannot delete what is in it. */
  private final Path temporary = TemporaryFolder.create("workshop-tests");

  private final Workshop workshop;
  private final CommandContext context;
  private final Queue<String> printed = new ConcurrentLinkedQueue<>();
  private volatile Process process;
  private Thread errors;
  private BlockingQueue<String> messages;

  /** Starts no process yet. */
  public TestProcess(Workshop workshop, CommandContext context) {
    this.workshop = workshop;
    this.context = context;
    TemporaryFolder.beforeDeletion(this::breakOff);
  }

  /** Runs the stage's tests, one ring after the other until one fails. */
  public Verdict test(Stage stage, Consumer<TestMessage> listener) {
    printed.clear();
    ask(stage);
    try {
      return answer(listener);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nothing interrupts it", e);
    }
  }

  private Verdict answer(Consumer<TestMessage> listener) throws InterruptedException {
    while (true) {
      String line = messages.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        close();
        return Verdict.of(
            "No test ended for %d s, so the run was stopped. Look for an endless loop outside the workflow method."
                .formatted(SILENCE_SECONDS));
      }
      if (line.equals(END)) {
        TemporaryFolder.blockIfEnding();
        return Verdict.of(whyItEnded());
      }
      TestMessage message = TestMessage.of(line);
      if (message.inEndlessLoop()) {
        close();
      }
      if (message.verdict() != null) {
        return message.verdict();
      }
      listener.accept(message);
    }
  }

  /** Returns what the code under test printed in the last run. */
  public List<String> printed() {
    return List.copyOf(printed);
  }

  /** Starts the process if there is none, so that the next run need not wait for it. */
  public void warmUp() {
    if (process == null || !process.isAlive()) {
      start();
    }
  }

  private void ask(Stage stage) {
    warmUp();
    try {
      Writer questions = process.outputWriter(StandardCharsets.UTF_8);
      questions.write(stage + "\n");
      questions.flush();
    } catch (IOException e) {
      // It has just ended: the end of its output comes next, and is reported.
    }
  }

  private void start() {
    try {
      process =
          Shell.builder(
                  context,
                  workshop.root(),
                  Shell.runnerCommand(
                      workshop.root(),
                      List.of(MAX_MEMORY, "-Djava.io.tmpdir=" + temporary),
                      TestServerCommand.NAME))
              .start();
    } catch (IOException e) {
      throw UsageException.failure(
          "Cannot start the process that runs the tests: " + e.getMessage());
    }
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    messages = lines;
    eachLine(process.inputReader(StandardCharsets.UTF_8), lines::add, () -> lines.add(END));
    errors = eachLine(process.errorReader(StandardCharsets.UTF_8), printed::add, () -> {});
  }

  private static Thread eachLine(BufferedReader from, Consumer<String> line, Runnable end) {
    Thread reader =
        new Thread(
            () -> {
              try (from) {
                from.lines().forEach(line);
              } catch (IOException | UncheckedIOException e) {
                // The process was ended in the middle of a line.
              } finally {
                end.run();
              }
            },
            "tests-output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  private String whyItEnded() throws InterruptedException {
    int exitCode = process.waitFor();
    // Its last output may not have been read yet.
    errors.join(LAST_WORDS_MILLIS);
    // What ExitNotice prints.
    Optional<String> culprit =
        printed().stream().filter(line -> line.contains("called System.exit")).findFirst();
    if (culprit.isPresent()) {
      printed.remove(culprit.get());
      return culprit.get();
    }
    return "The process that runs the tests ended with exit code %d. Does your code call System.exit, or use all memory?"
        .formatted(exitCode);
  }

  /** Ends a run, from another thread. */
  public void breakOff() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  @Override
  public void close() {
    breakOff();
    process = null;
  }
}
