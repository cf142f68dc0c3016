package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/** The folders that are written, and the clock that dates their files. */
final class FoldersExamination {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final CommandContext context;
  private final Workshop workshop;

  FoldersExamination(CommandContext context, Workshop workshop) {
    this.context = context;
    this.workshop = workshop;
  }

  /** Each folder that something of the workshop writes. */
  List<Finding> writable() throws IOException {
    List<Finding> findings = new ArrayList<>(inTheWorkshop());
    String database = context.variable("WORKSHOP_DATABASE");
    if (!database.isEmpty()) {
      findings.addAll(ofFolder(context.resolve(Path.of(database)), "WORKSHOP_DATABASE"));
    }
    findings.addAll(
        ofFolder(
            context.resolve(Path.of(System.getProperty("java.io.tmpdir"))),
            "The folder of temporary files"));
    findings.addAll(ofFolder(LocalRepository.folder(context), "Maven's repository"));
    return findings.isEmpty()
        ? List.of(Finding.fine("All folders that the workshop writes are writable"))
        : findings;
  }

  /** One finding for all of them: they have one fix. */
  private List<Finding> inTheWorkshop() {
    List<Path> folders = new ArrayList<>();
    folders.add(workshop.root());
    folders.add(workshop.notes());
    folders.add(workshop.root().resolve("database"));
    folders.addAll(targets());
    List<Path> broken = folders.stream().filter(folder -> !ofFolder(folder, "").isEmpty()).toList();
    if (broken.isEmpty()) {
      return List.of();
    }
    String more = broken.size() == 1 ? "" : " and " + (broken.size() - 1) + " more";
    return List.of(
        Finding.broken(
            "The workshop's folder cannot be written: " + broken.get(0) + more,
            fix(workshop.root())));
  }

  /** Those that exist: of somebody who ran Maven as root, they are not writable. */
  private List<Path> targets() {
    List<Path> modules = new ArrayList<>();
    for (String module : List.of("ticket-system", "orders", "testkit", "runner")) {
      modules.add(workshop.root().resolve(module));
    }
    for (Stage stage : workshop.stages()) {
      modules.add(stage.exercise());
      modules.add(stage.solution());
    }
    return modules.stream()
        .map(module -> module.resolve("target"))
        .flatMap(target -> Stream.of(target, target.resolve("classes")))
        .filter(Files::isDirectory)
        .toList();
  }

  static List<Finding> ofFolder(Path folder, String name) {
    try {
      if (Files.isDirectory(folder)) {
        Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
      } else if (!Files.isDirectory(nearestThere(folder))) {
        throw new NotDirectoryException(nearestThere(folder).toString());
      } else if (!Files.isWritable(nearestThere(folder))) {
        throw new AccessDeniedException(folder.toString());
      }
      return List.of();
    } catch (IOException | ReadOnlyFileSystemException e) {
      return List.of(
          Finding.broken(name + " cannot be written: " + folder + reason(e), fix(folder)));
    }
  }

  private static Path nearestThere(Path folder) {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException problem && problem.getReason() != null
        ? " (" + problem.getReason() + ")"
        : "";
  }

  private static String fix(Path folder) {
    return Shell.WINDOWS
        ? "Make it yours (its properties, Security), or use a folder below your own."
        : "Make it yours: sudo chown -R $(id -un) \""
            + folder
            + "\"\n"
            + "Is the disk read-only? Then use a folder below your own.";
  }

  /** Compilers and the launcher go by the time of files. */
  List<Finding> clock() throws IOException {
    if (!Files.isWritable(workshop.root())) {
      // That is told already, and there is nothing to compare the clock with.
      return List.of();
    }
    Path file = Files.createTempFile(workshop.root(), "doctor", ".tmp");
    Instant written;
    Instant now = Instant.now();
    try {
      written = Files.getLastModifiedTime(file).toInstant();
    } finally {
      Files.delete(file);
    }
    return List.of(ofClock(now, written, newestFile()));
  }

  static Finding ofClock(Instant now, Instant written, Instant newest) {
    Duration apart = Duration.between(written, now);
    if (apart.abs().compareTo(TOLERANCE) > 0) {
      return Finding.broken(
          "The disk of the workshop dates files " + inWords(apart) + " than the clock says",
          "Set the clocks of both, or put the workshop on a disk of this computer.");
    }
    if (newest.isAfter(now.plus(TOLERANCE))) {
      return Finding.broken(
          "The clock is wrong: it says " + now + ", and a file here is of " + newest,
          "Set the clock, best by the network. Is it right? Then touch the files anew.");
    }
    return Finding.fine("The clock and the times of the files agree");
  }

  private static String inWords(Duration apart) {
    return apart.abs().toSeconds() + " s " + (apart.isNegative() ? "later" : "earlier");
  }

  private Instant newestFile() throws IOException {
    Instant newest = Instant.EPOCH;
    List<Path> sources = new ArrayList<>();
    for (String folder :
        List.of("ticket-system/src", "orders/src", "testkit/src", "runner/src", "solutions")) {
      Path below = workshop.root().resolve(folder);
      Stage.filesIn(below).forEach(file -> sources.add(below.resolve(file)));
    }
    for (Path file : sources) {
      Instant time = Files.getLastModifiedTime(file).toInstant();
      newest = time.isAfter(newest) ? time : newest;
    }
    return newest;
  }
}
