package ticketing.acceptance.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * Changes the solutions and {@code ticketing.order} in every small way that PIT knows, and checks
 * that a test notices each change. What no test can notice is in {@code
 * acceptance/mutations/equivalent.json}.
 */
@Tag("mutations")
class MutationsTest {
  private static final String MODULE = "acceptance/mutations";
  private static final int LIMIT_MINUTES = 40;

  /** With more of them, a solution does something that nobody needs. */
  private static final int MAX_EQUIVALENT = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Mutants that do what the original does, and why. */
  record Equivalent(String reason, List<Mutant> mutants) {}

  private static List<Equivalent> listed;
  private static List<MutantVerdict> verdicts;

  @BeforeAll
  @Timeout(value = LIMIT_MINUTES + 1, unit = TimeUnit.MINUTES)
  static void run_pit() throws Exception {
    Path copy = WorkshopCopy.create();
    Shell.Output maven =
        Commands.run(
            copy,
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            Duration.ofMinutes(LIMIT_MINUTES),
            Shell.mavenCommand("-Pmutations", "-pl", MODULE, "process-test-classes"));
    assertThat(maven.exitCode()).as(maven.tail(40)).isZero();
    verdicts =
        MutantVerdict.read(
            copy.resolve(MODULE).resolve("target/pit-reports/mutations.xml"), new Workshop(copy));
    listed =
        List.of(
            JSON.readValue(
                copy.resolve(MODULE).resolve("equivalent.json").toFile(), Equivalent[].class));
  }

  @Test
  void every_package_is_mutated() {
    assertThat(verdicts)
        .extracting(verdict -> packageOf(verdict.mutant()))
        .contains(
            "ticketing.order",
            "ticketing.naive",
            "ticketing.maxattempts",
            "ticketing.validateloop",
            "ticketing.childworkflow");
  }

  @Test
  void a_test_kills_every_mutant_not_listed() {
    assertThat(
            describe(verdict -> !verdict.isKilled() && !listedMutants().contains(verdict.mutant())))
        .as("no test fails with these changes; see \"Mutation tests\" in CONTRIBUTING.md")
        .isEmpty();
  }

  @Test
  void every_listed_mutant_still_exists() {
    assertThat(verdicts)
        .extracting(MutantVerdict::mutant)
        .as("PIT's mutants: remove from the list what is not among them")
        .containsAll(listedMutants());
  }

  @Test
  void no_test_kills_a_listed_mutant() {
    assertThat(
            describe(verdict -> verdict.isKilled() && listedMutants().contains(verdict.mutant())))
        .as("a test fails with these changes, although they are listed as equivalent")
        .isEmpty();
  }

  @Test
  void a_package_has_at_most_eight_equivalent_mutants() {
    Map<String, Long> count =
        listedMutants().stream()
            .collect(Collectors.groupingBy(MutationsTest::packageOf, Collectors.counting()));

    assertThat(count.values()).as(count.toString()).allMatch(mutants -> mutants <= MAX_EQUIVALENT);
  }

  @Test
  void every_reason_is_given() {
    assertThat(listed).extracting(Equivalent::reason).allSatisfy(r -> assertThat(r).isNotBlank());
  }

  private static List<Mutant> listedMutants() {
    return listed.stream().map(Equivalent::mutants).flatMap(List::stream).toList();
  }

  private static String packageOf(Mutant mutant) {
    return mutant.type().replaceFirst("\\.[^.]*$", "");
  }

  /** Says of each of these mutants where it is and what is changed; then its entry for the list. */
  private static String describe(Predicate<MutantVerdict> which) {
    return verdicts.stream()
        .filter(which)
        .map(
            verdict ->
                "%s %s %s: %s. %s%n%s%n"
                    .formatted(
                        verdict.status(),
                        verdict.place(),
                        verdict.mutant().method(),
                        verdict.mutant().change(),
                        verdict.killingTest(),
                        JSON.valueToTree(verdict.mutant())))
        .collect(Collectors.joining());
  }
}
