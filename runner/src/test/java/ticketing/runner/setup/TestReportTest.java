package ticketing.runner.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.setup.TestReport.Outcome;
import ticketing.runner.setup.TestReport.Result;

class TestReportTest {
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="a.ATest" time="1.5" tests="3" errors="0" skipped="1" failures="1">
        <testcase name="it_passes" classname="a.ATest" time="0.5"/>
        <testcase name="it_fails" classname="a.ATest" time="0.5">
          <failure message="no" type="java.lang.AssertionError"><![CDATA[AssertionError: no
      \tat java.base/java.lang.Thread.run(Thread.java:1)
      \tat ticketing.A.a(A.java:2)
      ]]></failure>
        </testcase>
        <testcase name="it_is_skipped" classname="a.ATest" time="0.0">
          <skipped message="no browser"/>
        </testcase>
      </testsuite>
      """;

  @TempDir private Path module;
  private Path file;

  @BeforeEach
  void create() throws IOException {
    Path folder = Files.createDirectories(module.resolve("target/surefire-reports"));
    file = folder.resolve("TEST-a.ATest.xml");
  }

  @Test
  void every_test_has_an_outcome_and_a_reason() throws IOException {
    Files.writeString(file, REPORT);

    assertThat(TestReport.files(module)).containsExactly(file);
    TestReport report = TestReport.read(file).orElseThrow();
    assertThat(report.testClass()).isEqualTo("a.ATest");
    assertThat(report.seconds()).isEqualTo(1.5);
    assertThat(report.tests())
        .containsExactly(
            new Result(Outcome.PASSED, "a.ATest", "it_passes", ""),
            new Result(
                Outcome.FAILED,
                "a.ATest",
                "it_fails",
                """
                AssertionError: no
                \tat java.base/java.lang.Thread.run(Thread.java:1)
                \tat ticketing.A.a(A.java:2)
                """),
            new Result(Outcome.SKIPPED, "a.ATest", "it_is_skipped", "no browser"));
  }

  @Test
  void the_last_line_counts_and_failures_show_our_frames() throws IOException {
    Path folder = module.resolve("runner/target/surefire-reports");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("TEST-a.ATest.xml"), REPORT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VerifyReport report = new VerifyReport(module, new PrintStream(out, true, UTF_8));

    assertThat(report.printSummary(file, 1, false)).isFalse();
    assertThat(out.toString(UTF_8).lines())
        .startsWith(
            "✗ ATest                                 1 passed, 1 failed, 1 skipped     1.5 s")
        .contains("! SKIPPED a.ATest it_is_skipped", "    no browser", "✗ a.ATest it_fails")
        .contains("    AssertionError: no", "    \tat ticketing.A.a(A.java:2)")
        .doesNotContain("    \tat java.base/java.lang.Thread.run(Thread.java:1)")
        .endsWith("1 passed, 1 failed, 1 skipped");
  }

  @Test
  void an_unfinished_report_is_read_later() throws IOException {
    Files.writeString(file, REPORT.substring(0, REPORT.length() / 2));
    assertThat(TestReport.read(file)).isEmpty();
    Files.writeString(file, "");
    assertThat(TestReport.read(file)).isEmpty();
  }
}
