package ticketing.runner.setup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the doctor reports about simulated machines. */
class DoctorTest {
  private static final String OK = "no fix, Everything OK";
  private static final String NOTE = "a fix, Everything OK";
  private static final String PROBLEM = "a fix, 1 problem";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir private Path root;
  private Doctor doctor;

  @BeforeEach
  void create() {
    doctor = doctor(Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "Apache Maven 3.8.7,'" + OK + "'",
    "Apache Maven 3.9.16 (abc),'" + OK + "'",
    "Apache Maven 3.6.3,'" + PROBLEM + "'",
    "Apache Maven 4.0.0-rc-4,'" + NOTE + "'",
    "sh: not found,'" + PROBLEM + "'"
  })
  void maven_is_judged_by_its_version(String output, String summary) {
    doctor.checkMavenVersion(output);
    assertThat(summary()).isEqualTo(summary);
  }

  @Test
  void colors_in_the_version_are_ignored() {
    doctor.checkMavenVersion("\u001b[1mApache Maven 3.8.7\u001b[m");
    assertThat(output()).endsWith("Maven 3.8.7" + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource({
    "/home/jürgen/a b, false, UTF-8,'" + OK + "'",
    "/home/jürgen, false, US-ASCII,'" + PROBLEM + "'",
    "C:\\[its], true, UTF-8,'" + NOTE + "'",
    "C:\\OneDrive - ACME\\workshop, true, UTF-8,'" + NOTE + "'",
  })
  void a_path_is_judged_by_system_and_encoding(
      String path, boolean windows, String encoding, String summary) {
    doctor.checkPath(path, windows, encoding.equals("UTF-8") ? UTF_8 : US_ASCII);
    assertThat(summary()).isEqualTo(summary);
  }

  @ParameterizedTest
  @CsvSource({"499,'" + PROBLEM + "'", "500,'" + OK + "'"})
  void a_full_disk_is_a_problem(long mebibytes, String summary) {
    doctor.checkDiskSpace(mebibytes);
    assertThat(summary()).isEqualTo(summary);
  }

  @Test
  void a_missing_pom_is_named_with_its_fix() throws IOException {
    write("pom.xml", "<module>orders</module> <module>exercises/03</module>");
    write("orders/pom.xml", "");
    doctor.checkMachine("mvnw");
    assertThat(output()).contains("git checkout -- exercises/03/pom.xml");
    assertThat(output()).doesNotContain("orders/pom.xml");
    assertThat(doctor.hasProblems()).isTrue();
  }

  @Test
  void a_file_in_place_of_a_folder_is_a_problem() throws IOException {
    write("pom.xml", "");
    Path database = Files.createFile(root.resolve("file")).resolve("database");
    doctor(Map.of("WORKSHOP_DATABASE", database.toString())).checkMachine("mvnw");
    assertThat(output()).contains("Cannot write to the folder " + root);
  }

  @Test
  void a_check_that_fails_is_a_problem() {
    doctor.check(
        "Disk",
        () -> {
          throw new IOException("no such folder");
        });
    assertThat(summary()).isEqualTo(PROBLEM);
    assertThat(output()).contains("Disk", "no such folder");
  }

  @Test
  void a_proxy_that_maven_knows_needs_no_note() {
    doctor(Map.of("HTTPS_PROXY", "http://p", "MAVEN_OPTS", "-Dhttps.proxyHost=p")).checkProxy();
    assertThat(output()).isEmpty();
  }

  /** Uses output from real Maven runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ERROR] Plugin p or one of its dependencies could not be resolved: Cannot access central"
            + " (https://repo) in offline mode and the artifact a.b:c:jar:3.5.0 has not been"
            + " downloaded from it before. | a.b:c:jar:3.5.0 has not been downloaded",
        "'[ERROR] Non-resolvable import POM: Could not transfer artifact"
            + " org.junit:junit-bom:pom:6\n"
            + "[ERROR] Could not transfer artifact y: Unknown host repo.maven.apache.org: Temporary"
            + " failure' | Unknown host repo.maven.apache.org",
        "'Hello\n[ERROR] COMPILATION ERROR : \n[ERROR] X.java: huh' | X.java: huh",
        "'[ERROR] [ERROR] Some problems were encountered:\n[ERROR] Child module X does not exist'"
            + " | Child module X does not exist",
        "Hello | Maven failed without naming an error"
      })
  void the_line_of_maven_that_says_why_is_found(String output, String error) {
    assertThat(Doctor.mavenError(output).strip()).isEqualTo(error);
  }

  private Doctor doctor(Map<String, String> environment) {
    return new Doctor(environment, root, new PrintStream(out, true, UTF_8));
  }

  private Path write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    return Files.writeString(root.resolve(file), text);
  }

  private String output() {
    return out.toString(UTF_8);
  }

  private String summary() {
    doctor.printSummary();
    List<String> lines = output().lines().toList();
    boolean hasFix = lines.stream().anyMatch(line -> line.startsWith("    "));
    return (hasFix ? "a fix, " : "no fix, ") + lines.get(lines.size() - 1);
  }
}
