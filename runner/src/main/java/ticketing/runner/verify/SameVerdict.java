package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * The in-process loop and Maven give the same verdict, test by test, on whatever somebody may have
 * written: every start, solution, wrong and right answer, and code that does not compile or end.
 *
 * <p>Left out is code that ends its JVM: Maven says that its fork has crashed, and what runs the
 * loop has a JVM of its own for it, which is gone then.
 */
final class SameVerdict {
  /** So many are tested by one Maven, within its time limit. */
  private static final int BATCH = 20;

  private static final Pace USUAL = new Pace(20, 2);

  /** They do little but wait, and each can do harm to the next in its JVM. */
  private static final Pace UNUSUAL = new Pace(1, UnusualCode.values().length);

  private final Workshop workshop;
  private CandidateReactor reactor;

  private SameVerdict(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * How candidates are tested.
   *
   * @param inOneJvm so many of them, one after the other, by one JVM of the loop's
   * @param atOnce so many JVMs at a time, Maven's or the loop's
   */
  private record Pace(int inOneJvm, int atOnce) {}

  static List<Check> checks(Workshop workshop) {
    SameVerdict same = new SameVerdict(workshop);
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      checks.add(
          new Check(
              stage + ": the loop and Maven give the same verdicts",
              () -> requireSame(same.candidates(stage), USUAL, same.reactor())));
    }
    checks.add(
        new Check(
            "the loop and Maven give the same verdicts on code that does not compile or end",
            () -> requireSame(same.unusual(), UNUSUAL, same.reactor())));
    return checks;
  }

  /** Made when it is needed first, for all checks. */
  private CandidateReactor reactor() {
    if (reactor == null) {
      reactor = new CandidateReactor(PristineCopy.of(workshop));
    }
    return reactor;
  }

  private List<Path> candidates(Stage stage) throws Exception {
    List<Path> candidates = new ArrayList<>();
    Path start = reactor().copy().resolve("exercises").resolve(stage.name());
    candidates.add(reactor().add(stage, stage.name() + "-start", start));
    candidates.add(reactor().add(stage, stage.name() + "-solution", stage.solution()));
    for (Answer answer : Answer.of(workshop, stage)) {
      String name = answer.name().replaceAll("\\W+", "-");
      Path module = reactor().add(stage, name, stage.solution());
      answer.layOut(module);
      candidates.add(module);
    }
    return candidates;
  }

  private List<Path> unusual() throws Exception {
    Path copy = reactor().copy();
    Stage stage = workshop.stage(EditedExercise.NAME);
    List<Path> candidates = new ArrayList<>();
    for (UnusualCode code : UnusualCode.values()) {
      try (EditedExercise exercise = EditedExercise.withBody(copy, code.body())) {
        String name = stage.name() + "-" + code.name().toLowerCase(Locale.ROOT);
        candidates.add(reactor().add(stage, name, exercise.folder()));
      }
    }
    return candidates;
  }

  private static int requireSame(List<Path> candidates, Pace pace, CandidateReactor reactor)
      throws Exception {
    Map<Path, CandidateVerdict> loop =
        LoopVerdicts.of(batches(candidates, pace.inOneJvm()), pace.atOnce());
    Map<Path, CandidateVerdict> maven = new HashMap<>();
    for (List<Path> batch : batches(candidates, BATCH)) {
      maven.putAll(reactor.run(batch, pace.atOnce()));
    }
    List<String> differences = new ArrayList<>();
    for (Path candidate : candidates) {
      for (String line : loop.get(candidate).differences("loop", maven.get(candidate), "Maven")) {
        differences.add(candidate.getFileName() + ": " + line);
      }
    }
    Check.require(differences.isEmpty(), String.join("\n", differences));
    return candidates.size();
  }

  private static List<List<Path>> batches(List<Path> candidates, int size) {
    List<List<Path>> batches = new ArrayList<>();
    for (int from = 0; from < candidates.size(); from += size) {
      batches.add(candidates.subList(from, Math.min(from + size, candidates.size())));
    }
    return batches;
  }
}
