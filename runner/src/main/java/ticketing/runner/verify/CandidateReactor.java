package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.Shell;

/**
 * Many candidates in one build: a copy of the workshop with a module for each. A candidate's POM is
 * its stage's with another name, and the parent's is as it is, the list of modules apart; so Maven
 * does to a candidate what it does to an exercise.
 */
final class CandidateReactor {
  private static final String FOLDER = "candidates";
  private static final Pattern MODULES = Pattern.compile("(?s)<modules>.*</modules>");
  private static final List<String> NEEDED = List.of("ticket-system", "orders", "testkit");

  private final Path copy;
  private final String parentPom;

  /** In a pristine copy, which is of no other use any more. */
  CandidateReactor(Path copy) {
    this.copy = copy;
    this.parentPom = Stage.text(copy.resolve("pom.xml"));
  }

  /** The copy. */
  Path copy() {
    return copy;
  }

  /** Makes the module of a candidate out of the sources in a folder, and returns its folder. */
  Path add(Stage stage, String name, Path from) throws Exception {
    Path module = Files.createDirectories(copy.resolve(FOLDER).resolve(name));
    String pom = Stage.text(stage.solution().resolve("pom.xml"));
    String ofStage = "<artifactId>solution-" + stage + "<";
    Check.require(pom.contains(ofStage), "the POM of " + stage + " has no " + ofStage);
    PristineCopy.write(
        module.resolve("pom.xml"), pom.replace(ofStage, "<artifactId>" + name + "<"));
    PristineCopy.copyTree(from.resolve("src"), module.resolve("src"));
    return module;
  }

  /** Has Maven run core and stretch of these candidates, so many at once. */
  Map<Path, CandidateVerdict> run(List<Path> candidates, int atOnce) throws Exception {
    String modules =
        Stream.concat(NEEDED.stream(), candidates.stream().map(CandidateReactor::moduleName))
            .map(module -> "<module>" + module + "</module>")
            .collect(Collectors.joining("", "<modules>", "</modules>"));
    PristineCopy.write(
        copy.resolve("pom.xml"),
        MODULES.matcher(parentPom).replaceFirst(Matcher.quoteReplacement(modules)));
    Shell.Output output =
        Shell.maven(
            copy,
            "--fail-at-end",
            "--threads",
            String.valueOf(atOnce),
            "-Dworkshop.test-groups=core,stretch",
            "test");
    Check.require(output.exitCode() >= 0, "Maven had to be ended:\n" + output.tail(20));
    Map<Path, CandidateVerdict> verdicts = new HashMap<>();
    for (Path candidate : candidates) {
      verdicts.put(candidate, verdict(candidate, output));
    }
    boolean anyReport = verdicts.values().stream().anyMatch(verdict -> verdict.problem().isEmpty());
    Check.require(anyReport, "Maven has tested nothing:\n" + output.tail(40));
    return verdicts;
  }

  private static String moduleName(Path candidate) {
    return FOLDER + "/" + candidate.getFileName();
  }

  private static CandidateVerdict verdict(Path candidate, Shell.Output output) throws Exception {
    String text = output.text().replace('\\', '/');
    String name = candidate.getFileName().toString();
    Matcher error =
        Pattern.compile("/%s/\\S*?(\\w+\\.java):\\[(\\d+),".formatted(moduleName(candidate)))
            .matcher(text);
    if (error.find()) {
      return CandidateVerdict.doesNotCompile(error.group(1) + ":" + error.group(2));
    }
    Map<String, String> tests = SurefireReports.of(candidate).verdicts();
    return tests.isEmpty()
        ? CandidateVerdict.notRun(whatMavenSays(name, text))
        : new CandidateVerdict("", tests);
  }

  private static String whatMavenSays(String name, String text) {
    Matcher failure = Pattern.compile("on project " + name + ": (.*)").matcher(text);
    return failure.find() ? failure.group(1) : "nothing of it";
  }
}
