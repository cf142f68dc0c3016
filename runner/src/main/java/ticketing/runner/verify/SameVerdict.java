package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * The in-process loop and Maven give the same verdict, test by test, on whatever somebody may have
 * written: every start, solution, wrong and right answer, and code that does not compile or end.
 *
 * <p>Left out is code that ends its JVM: Maven says that its fork has crashed, and the loop runs in
 * a JVM of its own, which is then gone.
 */
final class SameVerdict {
  private final Workshop workshop;
  private CandidateReactor reactor;

  private SameVerdict(Workshop workshop) {
    this.workshop = workshop;
  }

  static List<Check> checks(Workshop workshop) {
    SameVerdict same = new SameVerdict(workshop);
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      checks.add(
          new Check(
              stage + ": the loop and Maven give the same verdicts",
              () -> requireSame(same.reactor(), same.candidates(stage))));
    }
    return checks;
  }

  private CandidateReactor reactor() {
    if (reactor == null) {
      reactor = new CandidateReactor(PristineCopy.of(workshop));
    }
    return reactor;
  }

  private List<Path> candidates(Stage stage) throws Exception {
    List<Path> candidates = new ArrayList<>();
    candidates.add(
        copied(stage, "start", reactor().copy().resolve("exercises").resolve(stage.name())));
    candidates.add(copied(stage, "solution", stage.solution()));
    for (Answer answer : Answer.of(workshop, stage)) {
      Path module = reactor().module(stage, answer.name().replaceAll("\\W+", "-"));
      answer.layOut(module);
      candidates.add(module);
    }
    return candidates;
  }

  private Path copied(Stage stage, String name, Path from) throws Exception {
    Path module = reactor().module(stage, stage.name() + "-" + name);
    PristineCopy.copyTree(from.resolve("src"), module.resolve("src"));
    return module;
  }

  private static int requireSame(CandidateReactor reactor, List<Path> candidates) throws Exception {
    long t = System.nanoTime();
    Map<Path, CandidateVerdict> loop = LoopVerdicts.of(candidates);
    System.out.printf("loop %.1f%n", (System.nanoTime() - t) / 1e9);
    t = System.nanoTime();
    Map<Path, CandidateVerdict> maven = reactor.run(candidates);
    System.out.printf("maven %.1f%n", (System.nanoTime() - t) / 1e9);
    StringBuilder differences = new StringBuilder();
    for (Path candidate : candidates) {
      String found = loop.get(candidate).differences("loop", maven.get(candidate), "Maven");
      if (!found.isEmpty()) {
        differences.append(candidate.getFileName()).append(": ").append(found);
      }
    }
    Check.require(differences.isEmpty(), differences.toString());
    return candidates.size();
  }
}
