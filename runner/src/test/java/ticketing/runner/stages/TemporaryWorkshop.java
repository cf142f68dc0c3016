package ticketing.runner.stages;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import ticketing.runner.util.UsageException;

/** A small workshop in a folder, found by {@link Workshop#here} until it is closed. */
public final class TemporaryWorkshop implements AutoCloseable {
  /** Where the file to be written is, in each exercise. */
  public static final String CODE = "src/main/java/A.java";

  /** Where the test is, in each exercise. */
  public static final String TEST = "src/test/java/ATest.java";

  private final Path root;

  /** With stages of these names; in each there is a file to be written, and a test. */
  public TemporaryWorkshop(Path root, String... stages) throws IOException {
    this.root = root;
    for (String stage : stages) {
      write("solutions/" + stage + "/pom.xml", "");
      write("exercises/" + stage + "/pom.xml", "");
      write("runner/starts/" + stage + "/" + CODE, "class A {}\n");
      write("exercises/" + stage + "/" + CODE, "class A {}\n");
      write("solutions/" + stage + "/" + CODE, "class A {\n  int solved;\n}\n");
      write("exercises/" + stage + "/" + TEST, "class ATest {}\n");
      write("solutions/" + stage + "/" + TEST, "class ATest {}\n");
    }
    System.setProperty("workshop.root", root.toString());
  }

  /** What came of a command. */
  public record Result(int exitCode, String text) {}

  /** Writes a file of the workshop. */
  public Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  /** The stage of this number. */
  public Stage stage(String number) {
    return Workshop.here().stage(number);
  }

  /** Runs a command; what it throws for a person to read is in its text. */
  public Result run(Object command, String... arguments) {
    StringWriter text = new StringWriter();
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(text))
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  if (e instanceof UsageException usage) {
                    text.write(usage.getMessage());
                    return usage.exitCode();
                  }
                  throw e;
                })
            .execute(arguments);
    return new Result(exitCode, text.toString());
  }

  @Override
  public void close() {
    System.clearProperty("workshop.root");
  }
}
