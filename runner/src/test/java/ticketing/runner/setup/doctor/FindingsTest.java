package ticketing.runner.setup.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.runner.setup.doctor.State.BROKEN;
import static ticketing.runner.setup.doctor.State.FINE;
import static ticketing.runner.setup.doctor.State.WARNING;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.runner.util.Shell;

/** What is said of computers that we do not have here. */
class FindingsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Path MVN = Path.of("mvn");

  @Test
  void an_old_java_has_a_fix(@TempDir Path home) {
    Finding finding = JdkExamination.ofThisOne(11, home);
    assertThat(finding.state()).isEqualTo(BROKEN);
    assertThat(finding.fix()).contains("JAVA_HOME");
  }

  @Test
  void a_java_without_compiler_is_not_a_jdk(@TempDir Path home) {
    assertThat(JdkExamination.ofThisOne(17, home).what()).contains("no javac");
  }

  @ParameterizedTest
  @CsvSource({
    "Apache Maven 3.8.7, FINE",
    "Apache Maven 3.9.16 (abc), FINE",
    "Apache Maven 3.6.3, BROKEN",
    "Apache Maven 4.0.0-rc-4, WARNING",
    "'Apache Maven 3.9.1\nJava version: 1.8.0_292', BROKEN",
    "'Apache Maven 3.9.1\nJava version: 11.0.2', BROKEN",
    "'Apache Maven 3.9.1\nJava version: 25', FINE",
    "sh: not found, BROKEN"
  })
  void maven_is_judged_by_its_version_output(String words, State state) {
    Finding finding = MavenExamination.ofInstalled(MVN, new Shell.Output(0, words));
    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.fix().isEmpty()).isEqualTo(state == FINE);
  }

  @Test
  void colours_in_the_version_output_are_ignored() {
    Shell.Output output = new Shell.Output(0, "\u001b[1mApache Maven 3.8.7\u001b[m");
    assertThat(MavenExamination.ofInstalled(MVN, output).what()).startsWith("Maven 3.8.7,");
  }

  @Test
  void a_full_disk_and_little_memory_are_reported() {
    assertThat(RoomExamination.ofDisk("temporary files", 10, 200).state()).isEqualTo(BROKEN);
    assertThat(RoomExamination.ofDisk("temporary files", 201, 200).state()).isEqualTo(FINE);
    assertThat(RoomExamination.ofMemory(1_000).state()).isEqualTo(WARNING);
    assertThat(RoomExamination.ofMemory(16_000).state()).isEqualTo(FINE);
  }

  @Test
  void the_clock_is_compared_with_the_file_system() {
    assertThat(FoldersExamination.ofClock(NOW, NOW, NOW.minusSeconds(9)).state()).isEqualTo(FINE);
    assertThat(FoldersExamination.ofClock(NOW, NOW.minusSeconds(3), NOW).what())
        .contains("3 s earlier");
    assertThat(FoldersExamination.ofClock(NOW, NOW.plusSeconds(3), NOW).what())
        .contains("3 s later");
    assertThat(FoldersExamination.ofClock(NOW, NOW, NOW.plusSeconds(3600)).what())
        .contains("The clock is wrong");
  }

  @Test
  void a_folder_that_is_a_file_cannot_be_written(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("target"));
    assertThat(FoldersExamination.ofFolder(folder, "This")).isEmpty();
    assertThat(FoldersExamination.ofFolder(folder.resolve("new/er"), "This")).isEmpty();
    assertThat(FoldersExamination.ofFolder(file.resolve("classes"), "This"))
        .singleElement()
        .matches(finding -> finding.state() == BROKEN && !finding.fix().isEmpty());
  }

  @Test
  void a_path_is_judged_by_system_and_encoding() {
    assertThat(PathExamination.of("/home/jürgen/a b", false, UTF_8).state()).isEqualTo(FINE);
    assertThat(PathExamination.of("/home/jürgen", false, StandardCharsets.US_ASCII).state())
        .isEqualTo(BROKEN);
    assertThat(PathExamination.of("C:\\it's", true, UTF_8).state()).isEqualTo(WARNING);
    assertThat(PathExamination.of("C:\\" + "x".repeat(120), true, UTF_8).state())
        .isEqualTo(WARNING);
  }

  @Test
  void a_proxy_that_maven_knows_needs_no_warning() {
    Map<String, String> proxy = Map.of("HTTPS_PROXY", "http://p");
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://p", "MAVEN_OPTS", "-Dhttps.proxyHost=p");

    assertThat(OfflineExamination.proxy(proxy, "")).hasSize(1);
    assertThat(OfflineExamination.proxy(both, "")).isEmpty();
    assertThat(OfflineExamination.proxy(proxy, "<proxy><host>p</host></proxy>")).isEmpty();
  }
}
