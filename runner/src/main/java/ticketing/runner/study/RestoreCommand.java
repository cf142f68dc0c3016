package ticketing.runner.study;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.ExerciseFiles;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;

/** {@code ./workshop restore}. */
@Command(
    name = "restore",
    description = {
      "Restore your code from a backup, or list the backups.",
      "The code that it replaces is backed up first."
    })
public final class RestoreCommand extends WithContext implements Runnable {
  private static final String ROW = "%6s  %-19s  %-26s  %s%n";

  @Parameters(
      paramLabel = "BACKUP",
      arity = "0..1",
      description =
          "Its name, its number in the list, last, or an exercise, such as 03, for its last backup."
              + " Without it, lists the backups.")
  private String name;

  @Override
  public void run() {
    Backups backups = new Backups(context);
    if (name == null) {
      list(backups.all());
      return;
    }
    Backups.Backup backup = find(backups.all());
    Stage stage = Workshop.of(context).stage(backup.stage());
    ExerciseFiles files = ExerciseFiles.backedUp(backup.folder(), stage);
    if (ExerciseFiles.in(stage.exercise()).equals(files)) {
      context.out().println(stage + " already matches this backup. Nothing was changed.");
    } else {
      backups.replace(stage, files, "restore", context.out());
      context.out().println(stage + " is as it was at " + backup.shownTime() + ".");
    }
    context.out().println("Next: ./workshop watch " + stage.number());
  }

  private Backups.Backup find(List<Backups.Backup> all) {
    return all.stream()
        .filter(
            backup ->
                name.equals(backup.name())
                    || name.equals(String.valueOf(all.indexOf(backup) + 1))
                    || name.equals("last")
                    || backup.stage().startsWith(name + "-"))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no backup \"%s\". To list the backups, type ./workshop restore.",
                    name));
  }

  private void list(List<Backups.Backup> backups) {
    if (backups.isEmpty()) {
      throw UsageException.failure(
          "There are no backups yet. reset and catch-up make one before they change your code.");
    }
    context.out().printf(ROW, "number", "when", "exercise", "made before");
    for (Backups.Backup backup : backups) {
      int number = backups.indexOf(backup) + 1;
      context.out().printf(ROW, number, backup.shownTime(), backup.stage(), backup.command());
    }
    context.out().println("To restore one, type its number: ./workshop restore 1");
  }
}
