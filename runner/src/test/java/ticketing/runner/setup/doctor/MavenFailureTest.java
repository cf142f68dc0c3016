package ticketing.runner.setup.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ticketing.runner.util.Shell;

/** The lines are Maven's own, from runs. */
class MavenFailureTest {

  @Test
  void a_missing_artifact_is_named() {
    MavenFailure failure =
        of(
            "[ERROR] Plugin org.apache.maven.plugins:maven-clean-plugin:3.5.0 or one of its"
                + " dependencies could not be resolved: Cannot access central"
                + " (https://repo.maven.apache.org/maven2) in offline mode and the artifact"
                + " org.apache.maven.plugins:maven-clean-plugin:jar:3.5.0 has not been downloaded"
                + " from it before. -> [Help 1]");
    assertThat(failure.kind()).isEqualTo(MavenFailure.Kind.MISSING);
    assertThat(failure.words())
        .isEqualTo("org.apache.maven.plugins:maven-clean-plugin:jar:3.5.0 is not there");
  }

  @Test
  void without_a_network_the_reason_is_named() {
    MavenFailure failure =
        of(
            "[ERROR] Non-resolvable import POM: Could not transfer artifact"
                + " org.junit:junit-bom:pom:6.1.3 from/to central"
                + " (https://repo.maven.apache.org/maven2): transfer failed for x @ line 67\n"
                + "[ERROR] Could not transfer artifact y: Unknown host repo.maven.apache.org:"
                + " Temporary failure in name resolution -> [Help 2]");
    assertThat(failure.kind()).isEqualTo(MavenFailure.Kind.UNREACHABLE);
    assertThat(failure.words()).isEqualTo("Unknown host repo.maven.apache.org");
  }

  @Test
  void any_other_failure_shows_its_first_error() {
    MavenFailure failure = of("Hello\n[ERROR] COMPILATION ERROR : \n[ERROR] X.java: huh");
    assertThat(failure.kind()).isEqualTo(MavenFailure.Kind.OTHER);
    assertThat(failure.words()).isEqualTo("COMPILATION ERROR :");
  }

  @Test
  void a_failed_test_is_not_a_missing_artifact() {
    MavenFailure failure =
        of("✗ an order gets a ticket\n[ERROR] Failed to execute: There are test failures.");
    assertThat(failure.kind()).isEqualTo(MavenFailure.Kind.TEST);
    assertThat(failure.words()).isEqualTo("✗ an order gets a ticket");
  }

  @Test
  void silence_shows_the_exit_code() {
    assertThat(of("").words()).startsWith("exit code 1");
  }

  private static MavenFailure of(String text) {
    return MavenFailure.of(new Shell.Output(1, text));
  }
}
