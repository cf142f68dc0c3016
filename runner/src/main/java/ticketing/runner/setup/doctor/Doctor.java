package ticketing.runner.setup.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/** Examines this computer, and tells what it finds as it finds it. */
final class Doctor {
  private static final Duration OFFLINE_LIMIT = Duration.ofSeconds(130);

  private final CommandContext context;
  private final boolean plain = ConsoleExamination.isPlain();
  private int broken;
  private int warnings;

  private Doctor(CommandContext context) {
    this.context = context;
  }

  /**
   * Where the runner cannot be built, the launcher compiles this class with the JDK alone and runs
   * it. The argument is what Maven said.
   */
  public static void main(String[] args) throws InterruptedException {
    Doctor doctor = new Doctor(CommandContext.ofProcess());
    doctor.tell(
        Finding.broken(
            "The workshop's own commands cannot be built: "
                + MavenFailure.of(new Shell.Output(1, args[0])).words(),
            "Mend what follows; where it says prefetch, connect to a network first."));
    doctor.examineAll(Optional.empty());
    doctor.sumUp();
    System.exit(1);
  }

  /**
   * Examines it.
   *
   * @param temporal asks the Temporal that the configuration names; empty if nobody can
   * @return whether everything of the workshop will work
   */
  static boolean examine(CommandContext context, Optional<TemporalExamination.Question> temporal)
      throws InterruptedException {
    Doctor doctor = new Doctor(context);
    doctor.examineAll(temporal);
    return doctor.sumUp();
  }

  private void examineAll(Optional<TemporalExamination.Question> temporal)
      throws InterruptedException {
    for (Examination examination : examinations(temporal)) {
      for (Finding finding : examination.findings()) {
        tell(finding);
      }
    }
  }

  private List<Examination> examinations(Optional<TemporalExamination.Question> temporal) {
    Workshop workshop = Workshop.of(context);
    FoldersExamination folders = new FoldersExamination(context, workshop);
    return List.of(
        new Examination("JDK", () -> JdkExamination.findings(context)),
        new Examination("Maven", () -> MavenExamination.findings(context)),
        new Examination("Git", () -> ProgramsExamination.git(context)),
        new Examination("Temporal CLI", () -> ProgramsExamination.temporal(context)),
        new Examination("Disks", () -> RoomExamination.disks(context)),
        new Examination("Memory", RoomExamination::memory),
        new Examination("Folders", folders::writable),
        new Examination("Path", () -> PathExamination.findings(context.root())),
        new Examination("Clock", folders::clock),
        new Examination("Terminal", ConsoleExamination::findings),
        new Examination("Loopback", NetworkExamination::loopback),
        new Examination("Host name", NetworkExamination::hostName),
        new Examination("Temporal", () -> TemporalExamination.findings(context, temporal)),
        new Examination("Offline", OFFLINE_LIMIT, () -> OfflineExamination.findings(context)));
  }

  private void tell(Finding finding) {
    broken += finding.state() == State.BROKEN ? 1 : 0;
    warnings += finding.state() == State.WARNING ? 1 : 0;
    context.out().println(finding.state().mark(plain) + " " + finding.what());
    finding.fix().lines().forEach(line -> context.out().println("    " + line));
  }

  private boolean sumUp() {
    context
        .out()
        .println(
            broken + warnings == 0
                ? "All is well."
                : broken + " to mend" + (warnings == 0 ? "." : ", " + warnings + " to look at."));
    return broken == 0;
  }
}
