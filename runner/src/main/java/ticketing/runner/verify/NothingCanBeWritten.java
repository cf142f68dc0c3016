package ticketing.runner.verify;

import static ticketing.runner.verify.SomebodysWork.STAGE;
import static ticketing.runner.verify.SomebodysWork.contents;
import static ticketing.runner.verify.SomebodysWork.requireSame;
import static ticketing.runner.verify.SomebodysWork.requireTold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** {@code reset} and {@code restore} where a disk is full or a folder read-only, for real. */
final class NothingCanBeWritten {
  private final SomebodysWork work;
  private final String reset;

  private NothingCanBeWritten(Workshop workshop) throws Exception {
    this.work = new SomebodysWork(workshop);
    this.reset = Mounts.runner(work.copy(), "reset", STAGE);
  }

  static Check check(Workshop workshop) {
    return new Check(
        "a full disk and a read-only folder cost nobody their work",
        () ->
            Mounts.areAllowed()
                ? new NothingCanBeWritten(workshop).run()
                : sayWhatCannotBeFoundOutHere());
  }

  /** Nobody reads what is printed where nobody looks: there it is a failure. */
  private static int sayWhatCannotBeFoundOutHere() throws Check.Failed {
    String what =
        "A full disk and a read-only folder cannot be made here: that takes Linux, and the right to"
            + " mount (unshare --map-root-user --mount).";
    Check.require(System.getenv("CI") == null, what);
    System.out.println("NOT CHECKED: " + what);
    return 0;
  }

  private int run() throws Exception {
    noRoomForABackup();
    nothingCanBeWritten();
    exerciseCannotBeWritten();
    fullInTheMiddle();
    return 4;
  }

  private void nothingCanBeWritten() throws Exception {
    requireTold(
        Mounts.run(work.copy(), Mounts.readOnly(work.copy()), reset),
        1,
        "read-only. Make it writable. Nothing was changed.");
    requireSame("a workshop that is read-only", work.written(), contents(work.exercise()));
  }

  private void exerciseCannotBeWritten() throws Exception {
    Shell.Output readOnly = Mounts.run(work.copy(), Mounts.readOnly(work.exercise()), reset);
    requireTold(readOnly, 1, "read-only. Make it writable.", "Nothing in " + STAGE);
    requireSame("an exercise that is read-only", work.written(), contents(work.exercise()));
    Path backups = work.copy().resolve(Workshop.NOTES).resolve("backups");
    try (Stream<Path> all = Files.list(backups)) {
      Path backup = all.findFirst().orElseThrow(() -> new Check.Failed("there is no backup"));
      requireSame(
          "its backup", contents(work.exercise().resolve("src")), contents(backup.resolve("src")));
    }
  }

  private void noRoomForABackup() throws Exception {
    Path notes = Files.createDirectories(work.copy().resolve(Workshop.NOTES));
    Shell.Output output =
        Mounts.run(
            work.copy(),
            Mounts.fullDisk(notes),
            reset,
            "code=$?",
            "find " + Mounts.quoted(notes.resolve("backups")) + " -mindepth 1",
            "exit $code");
    requireTold(output, 1, "cannot be backed up", "disk is full. Make room. Nothing was changed.");
    Check.require(!output.text().contains(STAGE + "-reset"), "left behind:\n" + output.text());
    requireSame("no room for a backup", work.written(), contents(work.exercise()));
  }

  /**
   * The exercise on a full disk of its own. A helper class is removed, which makes room for one
   * file, but two are missing. Then somebody makes room, and takes the way back.
   */
  private void fullInTheMiddle() throws Exception {
    for (Path file : Stage.filesIn(work.exercise().resolve("src"))) {
      Path path = work.exercise().resolve("src").resolve(file);
      if (!path.equals(work.code()) && !path.equals(work.helper())) {
        Files.delete(path);
      }
    }
    Map<Path, String> mine = contents(work.exercise());
    Path after = TemporaryFolder.create("workshop-full-disk");
    Shell.Output output =
        Mounts.run(
            work.copy(),
            Mounts.fullDisk(work.exercise()),
            reset,
            Mounts.makeRoom(work.exercise()),
            "set -e",
            Mounts.runner(work.copy(), "restore", "last"),
            "cp -R " + Mounts.quoted(work.exercise() + "/.") + " " + Mounts.quoted(after));
    requireTold(output, 0, "disk is full. Make room.", "changed in part", "./workshop restore ");
    requireSame("a full disk, room, and the way back", mine, contents(after));
  }
}
