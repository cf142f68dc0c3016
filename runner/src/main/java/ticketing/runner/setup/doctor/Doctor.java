package ticketing.runner.setup.doctor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Examines this computer, and tells what it finds as it finds it. */
final class Doctor {
  private static final Duration OFFLINE_LIMIT = Duration.ofSeconds(130);

  private final PrintStream out;
  private final boolean plain = ConsoleExamination.isPlain();
  private int broken;
  private int warnings;

  private Doctor(PrintStream out) {
    this.out = out;
  }

  /**
   * Where the runner cannot be built, the launcher compiles this class with the JDK alone and runs
   * it. The argument is what Maven said.
   */
  public static void main(String[] args) throws InterruptedException {
    Doctor doctor = new Doctor(System.out);
    doctor.tell(
        Finding.broken(
            "The workshop's own commands cannot be built: "
                + MavenFailure.of(new Shell.Output(1, args[0])).words(),
            "Mend what follows; where it says prefetch, connect to a network first."));
    doctor.examineAll(Workshop.here(), Optional.empty());
    doctor.sumUp();
    System.exit(1);
  }

  /**
   * Examines it.
   *
   * @param temporal asks the Temporal that the configuration names; empty if nobody can
   * @return whether everything of the workshop will work
   */
  static boolean examine(
      Workshop workshop, Optional<TemporalExamination.Question> temporal, PrintStream out)
      throws InterruptedException {
    Doctor doctor = new Doctor(out);
    doctor.examineAll(workshop, temporal);
    return doctor.sumUp();
  }

  private void examineAll(Workshop workshop, Optional<TemporalExamination.Question> temporal)
      throws InterruptedException {
    for (Examination examination : examinations(workshop, temporal)) {
      for (Finding finding : examination.findings()) {
        tell(finding);
      }
    }
  }

  private static List<Examination> examinations(
      Workshop workshop, Optional<TemporalExamination.Question> temporal) {
    return List.of(
        new Examination("JDK", () -> JdkExamination.findings(workshop.root())),
        new Examination("Maven", () -> MavenExamination.findings(workshop.root())),
        new Examination("Git", () -> ProgramsExamination.git(workshop.root())),
        new Examination("Temporal CLI", () -> ProgramsExamination.temporal(workshop.root())),
        new Examination("Disks", () -> RoomExamination.disks(workshop.root())),
        new Examination("Memory", RoomExamination::memory),
        new Examination("Folders", () -> FoldersExamination.writable(workshop)),
        new Examination("Path", () -> PathExamination.findings(workshop.root())),
        new Examination("Clock", () -> FoldersExamination.clock(workshop)),
        new Examination("Terminal", ConsoleExamination::findings),
        new Examination("Loopback", NetworkExamination::loopback),
        new Examination("Host name", NetworkExamination::hostName),
        new Examination("Temporal", () -> TemporalExamination.findings(temporal)),
        new Examination("Offline", OFFLINE_LIMIT, () -> OfflineExamination.findings(workshop)));
  }

  private void tell(Finding finding) {
    broken += finding.state() == State.BROKEN ? 1 : 0;
    warnings += finding.state() == State.WARNING ? 1 : 0;
    out.println(finding.state().mark(plain) + " " + finding.what());
    finding.fix().lines().forEach(line -> out.println("    " + line));
  }

  private boolean sumUp() {
    out.println(
        broken + warnings == 0
            ? "All is well."
            : broken + " to mend" + (warnings == 0 ? "." : ", " + warnings + " to look at."));
    return broken == 0;
  }
}
