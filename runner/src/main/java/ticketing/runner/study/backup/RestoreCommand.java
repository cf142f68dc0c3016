package ticketing.runner.study.backup;

import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;

/** {@code ./workshop restore}. */
@Command(
    name = "restore",
    description =
        "Bring back what you had written, from a backup; without a name: list the backups. What is"
            + " there now is backed up first, so a restore can be undone.")
public final class RestoreCommand implements Runnable {
  private static final int MOST_LISTED = 20;
  private static final String ROW = "%6s  %-19s  %-26s  %s%n";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final CommandContext context;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A backup's name, or its number in the list, or last for the newest.")
  private String name;

  /** In this context. */
  public RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    PrintStream out = context.out();
    if (name == null) {
      list(new Backups(workshop).all(), out);
      return;
    }
    try (ProcessLock lock = OneAtATime.in(workshop)) {
      restore(workshop, new Backups(workshop).find(name), out);
    }
  }

  private static void list(List<Backup> backups, PrintStream out) {
    if (backups.isEmpty()) {
      throw new UsageException(Backups.NONE, 1);
    }
    out.printf(ROW, "number", "when", "stage", "made before");
    for (int number = 1; number <= Math.min(MOST_LISTED, backups.size()); number++) {
      Backup backup = backups.get(number - 1);
      out.printf(ROW, number, TIME.format(backup.time()), backup.stage(), backup.command());
    }
    if (backups.size() > MOST_LISTED) {
      out.println((backups.size() - MOST_LISTED) + " older ones are in .workshop/backups.");
    }
    out.println("To bring one back, by its number: ./workshop restore 1");
  }

  private static void restore(Workshop workshop, Backup backup, PrintStream out) {
    Stage stage = workshop.stage(backup.stage());
    ExerciseSource source = new ExerciseSource(stage);
    SourceFiles wanted = backup.files();
    if (source.now().sameBytes(wanted)) {
      out.println(stage + " is as it is in this backup. Nothing was changed.");
    } else {
      Kept kept = new Backups(workshop).keep(source, Reason.RESTORE);
      ExerciseSource.Change change = source.become(wanted, kept);
      String headline = stage + " is as it was at " + TIME.format(backup.time()) + ".";
      out.println(Outcome.of(source, headline, change, kept));
    }
    out.println("Next: mvn -pl exercises/" + stage + " test");
  }
}
