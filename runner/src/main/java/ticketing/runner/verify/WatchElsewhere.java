package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop watch} where nobody sits at a terminal, and where something goes wrong. */
final class WatchElsewhere {
  private static final int LIMIT_SECONDS = 60;
  private static final int LOOK_EVERY_MILLIS = 50;

  private final Stage stage;
  private final Path copy;
  private final Path file;
  private final Path log = TemporaryFolder.create("workshop-watch").resolve("log");
  private int read;

  private WatchElsewhere(Workshop workshop, Path copy) {
    this.stage = workshop.stage("01");
    this.copy = copy;
    this.file =
        copy.resolve("exercises").resolve(stage.name()).resolve(stage.filesToWrite().get(0));
  }

  static Check check(Workshop workshop) {
    return new Check(
        "watch works without a terminal, alone, and survives what a file can do to it",
        () -> {
          Path copy = PristineCopy.of(workshop);
          Shell.workshop(copy, Map.of(), "next");
          new WatchElsewhere(workshop, copy).run();
          return 1;
        });
  }

  private void run() throws Exception {
    Process watch =
        Shell.start(copy, Map.of(), log, Shell.runnerCommand(copy, "watch", stage.number()));
    try {
      see("core     ✗✗✗✗✗✓  1 of 6");
      Shell.Output second = Shell.workshop(copy, Map.of(), "watch", stage.number());
      Check.require(
          second.exitCode() == 1
              && second.text().contains("is watched already, by process " + watch.pid()),
          "a second watch: " + second.text());
      everythingThatCanBeDoneToTheFile();
      Check.require(watch.isAlive(), "the watch has ended");
    } finally {
      watch.destroy();
      watch.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void everythingThatCanBeDoneToTheFile() throws Exception {
    String start = Stage.text(file);
    PristineCopy.write(file, "");
    see("OrderWorker.java:");
    Files.delete(file);
    see("NaiveOrderWorkflow.java is gone.");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    see("does not compile");
    PristineCopy.write(file, withBody(start, "System.exit(3); return null;"));
    see("System.exit");
    PristineCopy.write(
        file, withBody(start, "long[][] all = new long[1_000][100_000_000]; return null;"));
    see("OutOfMemoryError");
    PristineCopy.write(file, start.replace("\n", "\r\n"));
    see("core     ✗✗✗✗✗✓  1 of 6");
    String solution = Stage.text(stage.solution().resolve(stage.filesToWrite().get(0)));
    PristineCopy.write(file, solution);
    see("All of 01-naive-create passes");
    // The same size and the same time, as a coarse clock may give it.
    FileTime time = Files.getLastModifiedTime(file);
    PristineCopy.write(file, solution.replace("return activities", "return activitied"));
    Files.setLastModifiedTime(file, time);
    see("activitied");
  }

  private static String withBody(String start, String code) {
    return start.substring(0, start.indexOf("    throw new")) + "    " + code + "\n  }\n}\n";
  }

  /** Waits until the log says this, after what has been seen of it. */
  private void see(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      String all = Files.exists(log) ? Files.readString(log) : "";
      int at = all.indexOf(text, read);
      if (at >= 0) {
        read = at + text.length();
        return;
      }
      Check.require(
          System.nanoTime() < deadline,
          "it does not say \"" + text + "\" but\n" + all.substring(read));
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
