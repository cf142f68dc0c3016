package ticketing.acceptance.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.Shell;

/** Tests the first build on a new machine: an empty Maven repository, and another JDK. */
@Tag("process")
class FirstBuildTest {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private final Path copy = WorkshopCopy.create();

  @Test
  void the_wrapper_fetches_everything_and_then_works_offline(@TempDir Path home) throws Exception {
    Shell.Output first = wrapper(home, "-pl", "solutions/02-max-attempts-one", "test");
    assumeThat(first.text())
        .as("network access")
        .doesNotContain("Unknown host", "Could not transfer", "Failed to fetch");
    assertThat(first.exitCode()).as(first.tail(40)).isZero();

    Shell.Output offline = wrapper(home, "--offline", "-pl", "solutions/01-naive-create", "test");
    assertThat(offline.exitCode()).as(offline.tail(40)).isZero();
  }

  private Shell.Output wrapper(Path home, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(copy.resolve(Shell.WINDOWS ? "mvnw.cmd" : "mvnw").toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + home.resolve("repository")));
    command.addAll(List.of(arguments));
    return Commands.run(
        copy,
        Map.of("JAVA_HOME", JDK.toString(), "MAVEN_USER_HOME", home.toString()),
        LIMIT,
        command);
  }

  @Test
  void solutions_pass_on_the_newest_other_jdk() throws Exception {
    Optional<Path> other = otherJdk();
    assumeThat(other).as("a JDK, 17 or newer, beside " + JDK).isPresent();

    Shell.Output output =
        Commands.maven(
            copy,
            other.get(),
            "-Dworkshop.test-groups=core,stretch",
            "-pl",
            "solutions/03-validate-loop,solutions/04-child-workflow-variant",
            "test");

    assertThat(output.exitCode()).as(output.tail(40)).isZero();
  }

  private static Optional<Path> otherJdk() throws IOException {
    try (Stream<Path> siblings = Files.list(JDK.toRealPath().getParent())) {
      return siblings
          .filter(jdk -> version(jdk) >= 17 && version(jdk) != version(JDK))
          .max(Comparator.comparing(FirstBuildTest::version));
    }
  }

  /** Returns the version of a JDK; 0 if the folder is not a JDK. */
  private static int version(Path jdk) {
    Path release = jdk.resolve("release");
    if (!Files.exists(release) || !Files.exists(jdk.resolve("bin/javac"))) {
      return 0;
    }
    String version = Stage.text(release).replaceAll("(?s).*JAVA_VERSION=\"(\\d+)[^\"]*\".*", "$1");
    return Integer.parseInt(version);
  }
}
