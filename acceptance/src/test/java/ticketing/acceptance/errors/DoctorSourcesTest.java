package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.runner.stages.Workshop;

/** The launcher compiles the doctor so where the runner cannot be built. */
@Tag("material")
class DoctorSourcesTest {
  private static final String SOURCES = "runner/src/main/java";

  @TempDir private Path classes;

  @Test
  void the_doctor_needs_nothing_but_a_jdk() {
    Path sources = Workshop.here().root().resolve(SOURCES);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-encoding",
                "UTF-8",
                "-cp",
                classes.toString(),
                "-sourcepath",
                sources.toString(),
                "-d",
                classes.toString(),
                sources.resolve("ticketing/runner/setup/doctor/Doctor.java").toString());
    assertThat(exitCode).as(messages.toString(StandardCharsets.UTF_8)).isZero();
  }
}
