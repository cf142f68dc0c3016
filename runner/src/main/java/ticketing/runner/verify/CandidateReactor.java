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
import ticketing.runner.Shell;
import ticketing.runner.stages.Stage;

/**
 * Many candidates in one build: a copy of the workshop with a module for each. A candidate's POM is
 * its stage's with another name, and the parent's is as it is, the list of modules apart; so Maven
 * does to a candidate what it does to an exercise.
 */
final class CandidateReactor {
  private static final String FOLDER = "candidates";
  private static final Pattern MODULES = Pattern.compile("(?s)<modules>.*</modules>");
  private static final List<String> NEEDED = List.of("ticket-system", "testkit");

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

  /** Makes the module of a candidate and returns its folder, which has no sources yet. */
  Path module(Stage stage, String name) throws Exception {
    Path module = Files.createDirectories(copy.resolve(FOLDER).resolve(name));
    PristineCopy.write(
        module.resolve("pom.xml"),
        Stage.text(stage.solution().resolve("pom.xml"))
            .replace("<artifactId>solution-" + stage.name() + "<", "<artifactId>" + name + "<"));
    return module;
  }

  /** Has Maven run core and stretch of these candidates. */
  Map<Path, CandidateVerdict> run(List<Path> candidates) throws Exception {
    String modules =
        Stream.concat(NEEDED.stream(), candidates.stream().map(this::moduleName))
            .map(module -> "<module>" + module + "</module>")
            .collect(Collectors.joining("\n", "<modules>\n", "\n</modules>"));
    PristineCopy.write(
        copy.resolve("pom.xml"),
        MODULES.matcher(parentPom).replaceFirst(Matcher.quoteReplacement(modules)));
    Shell.Output output =
        Shell.maven(copy, "--fail-at-end", "-Dworkshop.test-groups=core,stretch", "test");
    Map<Path, CandidateVerdict> verdicts = new HashMap<>();
    for (Path candidate : candidates) {
      verdicts.put(candidate, verdict(candidate, output));
    }
    return verdicts;
  }

  private String moduleName(Path candidate) {
    return FOLDER + "/" + candidate.getFileName();
  }

  private CandidateVerdict verdict(Path candidate, Shell.Output output) throws Exception {
    Matcher error =
        Pattern.compile("/" + Pattern.quote(moduleName(candidate)) + "/.*?(\\w+\\.java):\\[(\\d+),")
            .matcher(output.text().replace('\\', '/'));
    if (error.find()) {
      return CandidateVerdict.doesNotCompile(error.group(1) + ":" + error.group(2));
    }
    Map<String, String> tests = SurefireReports.of(candidate).verdicts();
    return tests.isEmpty()
        ? new CandidateVerdict("there is no report:\n" + output.tail(20), Map.of())
        : new CandidateVerdict("", tests);
  }
}
