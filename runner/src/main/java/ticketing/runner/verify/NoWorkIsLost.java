package ticketing.runner.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.Shell;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * What {@code reset}, {@code catch-up} and {@code restore} do to somebody's work, as from a
 * terminal, in a copy of the workshop: every byte can be had back, also where the disk is full or
 * nothing can be written.
 */
final class NoWorkIsLost {
  private static final String STAGE = "03-validate-loop";
  private static final String NEXT = "04";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern WAY_BACK = Pattern.compile("\\./workshop (restore|reset) (\\S+)");

  private final Path copy;
  private final Workshop workshop;
  private final Path exercise;
  private final Map<Path, String> shipped;

  private NoWorkIsLost(Workshop workshop) throws Exception {
    this.copy = PristineCopy.of(workshop);
    this.workshop = workshop;
    this.exercise = exercise(STAGE);
    this.shipped = contents(exercise);
    // The launcher builds the copy's runner; from here on, the runner alone will do.
    Shell.Output none = Shell.workshop(copy, Map.of(), "restore");
    requireTold(none, 1, "There are no backups yet");
  }

  static List<Check> checks(Workshop workshop) {
    return List.of(
        new Check(
            "reset, catch-up and restore lose no byte of anybody's work",
            () -> new NoWorkIsLost(workshop).asFromATerminal()),
        new Check(
            "a full disk and a read-only folder cost nobody their work",
            () ->
                Mounts.areAllowed()
                    ? new NoWorkIsLost(workshop).whereNothingCanBeWritten()
                    : sayWhatCannotBeFoundOutHere()));
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

  private int asFromATerminal() throws Exception {
    Map<Path, String> mine = write();
    Shell.Output reset = run("reset", STAGE);
    requireTold(reset, 0, "Next: ");
    requireSame("after reset", shipped, contents(exercise));
    takeTheWayBack(reset);
    requireSame("after reset and restore", mine, contents(exercise));

    Map<Path, String> next = contents(exercise(workshop.stage(NEXT).name()));
    List<Stage> before =
        workshop.stages().subList(0, workshop.stages().indexOf(workshop.stage(NEXT)));
    Shell.Output caughtUp = run("catch-up", NEXT);
    requireTold(caughtUp, 0, "Next: ");
    for (Stage stage : before) {
      requireSame(
          stage + " after catch-up",
          contents(stage.solution().resolve("src")),
          contents(exercise(stage.name()).resolve("src")));
    }
    requireSame("the stage caught up with", next, contents(exercise(workshop.stage(NEXT).name())));
    int ways = takeTheWayBack(caughtUp);
    Check.require(ways == before.size(), ways + " ways back\n" + caughtUp.text());
    requireSame("after catch-up and restore", mine, contents(exercise));

    PristineCopy.write(exercise.resolve(workshop.stage(STAGE).filesToWrite().get(0)), "more");
    Map<Path, String> more = contents(exercise);
    requireTold(run("restore", "1"), 0, "Next: ");
    requireTold(run("restore", "last"), 0, "Next: ");
    requireSame("a restore, undone", more, contents(exercise));
    return 1;
  }

  /** Somebody's work: code with the line ends of Windows, a helper class, an edited test. */
  private Map<Path, String> write() throws Exception {
    Path code = exercise.resolve(workshop.stage(STAGE).filesToWrite().get(0));
    PristineCopy.write(code, Stage.text(code).replace("// TODO", "// mine").replace("\n", "\r\n"));
    Files.write(code.resolveSibling("Helper.java"), new byte[] {'/', '/', -1, 0, '\r'});
    for (Path file : Stage.filesIn(exercise.resolve("src/test"))) {
      Path test = exercise.resolve("src/test").resolve(file);
      PristineCopy.write(test, Stage.text(test) + "// mine\n");
    }
    Map<Path, String> mine = contents(exercise);
    Check.require(mine.size() == shipped.size() + 1, mine.keySet().toString());
    return mine;
  }

  private int whereNothingCanBeWritten() throws Exception {
    Map<Path, String> mine = write();
    String reset = Mounts.runner(copy, "reset", STAGE);
    noRoomForABackup(reset, mine);

    requireTold(
        Mounts.run(copy, Mounts.readOnly(copy), reset),
        1,
        "read-only. Make it writable. Nothing was changed.");
    requireSame("a workshop that is read-only", mine, contents(exercise));

    Shell.Output readOnly = Mounts.run(copy, Mounts.readOnly(exercise), reset);
    requireTold(readOnly, 1, "read-only. Make it writable.", "Nothing in " + STAGE);
    requireSame("an exercise that is read-only", mine, contents(exercise));
    Matcher way = WAY_BACK.matcher(readOnly.text());
    Check.require(way.find(), "no way back is told:\n" + readOnly.text());
    Path backup = copy.resolve(Workshop.NOTES).resolve("backups").resolve(way.group(2));
    requireSame("its backup", contents(exercise.resolve("src")), contents(backup.resolve("src")));

    fullInTheMiddle(reset);
    return 4;
  }

  private void noRoomForABackup(String reset, Map<Path, String> mine) throws Exception {
    Path notes = Files.createDirectories(copy.resolve(Workshop.NOTES));
    Shell.Output output =
        Mounts.run(
            copy,
            Mounts.fullDisk(notes),
            reset,
            "code=$?",
            "find " + Mounts.quoted(notes.resolve("backups")) + " -mindepth 1",
            "exit $code");
    requireTold(output, 1, "cannot be backed up", "disk is full. Make room. Nothing was changed.");
    Check.require(!output.text().contains(STAGE + "-reset"), "left behind:\n" + output.text());
    requireSame("no room for a backup", mine, contents(exercise));
  }

  /**
   * The exercise on a full disk of its own. A helper class is removed, which makes room for one
   * file, but two are missing. Then somebody makes room, and takes the way back.
   */
  private void fullInTheMiddle(String reset) throws Exception {
    for (Path file : Stage.filesIn(exercise.resolve("src"))) {
      if (!file.endsWith("Helper.java")
          && !workshop.stage(STAGE).filesToWrite().contains(Path.of("src").resolve(file))) {
        Files.delete(exercise.resolve("src").resolve(file));
      }
    }
    Map<Path, String> mine = contents(exercise);
    Path after = TemporaryFolder.create("workshop-full-disk");
    Shell.Output output =
        Mounts.run(
            copy,
            Mounts.fullDisk(exercise),
            reset,
            Mounts.makeRoom(exercise),
            "set -e",
            Mounts.runner(copy, "restore", "last"),
            "cp -R " + Mounts.quoted(exercise + "/.") + " " + Mounts.quoted(after));
    requireTold(output, 0, "disk is full. Make room.", "changed in part", "./workshop restore ");
    requireSame("a full disk, room, and the way back", mine, contents(after));
  }

  private Shell.Output run(String... arguments) throws Exception {
    return Shell.run(copy, Map.of(), LIMIT, Shell.runnerCommand(copy, arguments));
  }

  /** Runs the commands that the output names, and says how many. */
  private int takeTheWayBack(Shell.Output output) throws Exception {
    Matcher way = WAY_BACK.matcher(output.text());
    int ways = 0;
    while (way.find()) {
      requireTold(run(way.group(1), way.group(2)), 0, "Next: ");
      ways++;
    }
    Check.require(ways > 0, "no way back is told:\n" + output.text());
    return ways;
  }

  private Path exercise(String name) {
    return copy.resolve("exercises").resolve(name);
  }

  /** Every file and its bytes, each byte a character. */
  private static Map<Path, String> contents(Path folder) throws Exception {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : Stage.filesIn(folder)) {
      contents.put(file, Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  private static void requireSame(String what, Map<Path, String> before, Map<Path, String> after)
      throws Check.Failed {
    Map<Path, String> different = new TreeMap<>(before);
    different.putAll(after);
    different.keySet().removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    Check.require(different.isEmpty(), what + ": other bytes in " + different.keySet());
    Check.require(!before.isEmpty(), what + ": there is nothing");
  }

  private static void requireTold(Shell.Output output, int exitCode, String... words)
      throws Check.Failed {
    Check.require(
        output.exitCode() == exitCode, "exit code " + output.exitCode() + "\n" + output.text());
    Check.require(!output.text().contains("\tat "), output.text());
    for (String word : words) {
      Check.require(
          output.text().contains(word), "it does not say " + word + ":\n" + output.text());
    }
  }
}
