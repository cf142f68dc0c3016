package ticketing.runner.study.backup;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** {@code ./workshop restore}. */
@Command(
    name = "restore",
    description =
        "Bring back your code from a backup, or list the backups. The code that it replaces is backed"
            + " up first.")
public final class RestoreCommand implements Runnable {
  private static final String ROW = "%6s  %-19s  %-26s  %s%n";

  private final CommandContext context;

  @Parameters(
      paramLabel = "BACKUP",
      arity = "0..1",
      description = "Its name, its number in the list, or last. Without it: list the backups.")
  private String name;

  /** In this context. */
  public RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    if (name == null) {
      list(new Backups(workshop).all(), context.out());
      return;
    }
    try (ExerciseChange change = new ExerciseChange(workshop, "restore")) {
      Backups.Backup backup = find(change.backups().all());
      Stage stage = workshop.stage(backup.stage());
      ExerciseFiles wanted = ExerciseFiles.backedUp(backup.folder(), stage);
      context
          .out()
          .println(
              ExerciseFiles.in(stage.exercise()).equals(wanted)
                  ? stage + " already matches this backup. Nothing was changed."
                  : "%s is as it was at %s.%n%s"
                      .formatted(stage, shownTime(backup), change.apply(stage, wanted)));
      context.out().println("Next: mvn -pl exercises/" + stage + " test");
    }
  }

  private Backups.Backup find(List<Backups.Backup> all) {
    return all.stream()
        .filter(
            backup ->
                name.equals(backup.name())
                    || name.equals(String.valueOf(all.indexOf(backup) + 1))
                    || name.equals("last"))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no backup \"%s\". ./workshop restore lists the backups."
                        .formatted(name)));
  }

  private static void list(List<Backups.Backup> backups, PrintStream out) {
    if (backups.isEmpty()) {
      throw new UsageException(
          "There are no backups yet. reset and catch-up make one before they change your code.", 1);
    }
    out.printf(ROW, "number", "when", "exercise", "made before");
    for (Backups.Backup backup : backups) {
      int number = backups.indexOf(backup) + 1;
      out.printf(ROW, number, shownTime(backup), backup.stage(), backup.command());
    }
    out.println("To restore one, type its number: ./workshop restore 1");
  }

  private static String shownTime(Backups.Backup backup) {
    return backup.time().replaceAll("-(\\d\\d)(\\d\\d)(\\d\\d)-\\d+$", " $1:$2:$3");
  }
}
