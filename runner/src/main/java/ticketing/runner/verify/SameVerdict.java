package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * The in-process loop and Maven give the same verdict, test by test, on what is shipped (every
 * start and every solution) and on code that does not compile or end. Sample answers run through
 * the same code as these; what catches each of them is {@link Answers}'s to say.
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
    Map<Path, List<String>> differences = differences(candidates, pace, reactor);
    if (!differences.isEmpty()) {
      // Code that is wrong may fail a test by luck, as when a thread sleeps in real time: what
      // differs has to differ again.
      Map<Path, List<String>> again =
          differences(List.copyOf(differences.keySet()), new Pace(1, 1), reactor);
      differences.keySet().retainAll(again.keySet());
      differences.forEach((candidate, lines) -> retainSameTests(lines, again.get(candidate)));
    }
    List<String> told = new ArrayList<>();
    differences.forEach(
        (candidate, lines) ->
            lines.forEach(line -> told.add(candidate.getFileName() + ": " + line)));
    Check.require(told.isEmpty(), String.join("\n", told));
    return candidates.size();
  }

  /** What differs, a line each, that begins with the name of the test. */
  private static Map<Path, List<String>> differences(
      List<Path> candidates, Pace pace, CandidateReactor reactor) throws Exception {
    Map<Path, CandidateVerdict> loop =
        LoopVerdicts.of(batches(candidates, pace.inOneJvm()), pace.atOnce());
    Map<Path, CandidateVerdict> maven = new HashMap<>();
    for (List<Path> batch : batches(candidates, BATCH)) {
      maven.putAll(reactor.run(batch, pace.atOnce()));
    }
    Map<Path, List<String>> differences = new TreeMap<>();
    for (Path candidate : candidates) {
      List<String> lines = loop.get(candidate).differences("loop", maven.get(candidate), "Maven");
      if (!lines.isEmpty()) {
        differences.put(candidate, new ArrayList<>(lines));
      }
    }
    return differences;
  }

  private static void retainSameTests(List<String> lines, List<String> again) {
    Set<String> tests = new HashSet<>();
    again.forEach(line -> tests.add(test(line)));
    lines.removeIf(line -> !tests.contains(test(line)));
  }

  private static String test(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static List<List<Path>> batches(List<Path> candidates, int size) {
    List<List<Path>> batches = new ArrayList<>();
    for (int from = 0; from < candidates.size(); from += size) {
      batches.add(candidates.subList(from, Math.min(from + size, candidates.size())));
    }
    return batches;
  }
}
