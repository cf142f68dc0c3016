package ticketing.runner.stages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.Main;
import ticketing.runner.util.CommandContext;

/** Creates a small workshop, which {@link Workshop#here} returns until it is closed. */
public final class TemporaryWorkshop implements AutoCloseable {
  /** The path of the file that each exercise asks for. */
  public static final String CODE = "src/main/java/A.java";

  /** The path of the test in each exercise. */
  public static final String TEST = "src/test/java/ATest.java";

  private final Path root;

  /** Creates stages with these names, each with a code file and a test. */
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

  /** The exit code and output of a command. */
  public record Result(int exitCode, String text) {}

  /** Writes a file of the workshop. */
  public Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  /** Returns the stage with this number. */
  public Stage stage(String number) {
    return Workshop.here().stage(number);
  }

  /** Runs {@code ./workshop COMMAND ARGUMENTS}, in this process. */
  public Result run(String command, String... arguments) {
    return run(Map.of(), command, arguments);
  }

  /** Runs it in this environment. */
  public Result run(Map<String, String> environment, String command, String... arguments) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
    InputStream noInput = InputStream.nullInputStream();
    int exitCode =
        Main.run(
            new CommandContext(environment, root, root, noInput, stream, stream, false),
            Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
    return new Result(exitCode, text.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    System.clearProperty("workshop.root");
  }
}
