package ticketing.acceptance.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.runner.util.Shell;

/** An installed program. */
public record Program(Path file) {
  /** Finds the first program with this name on the PATH. */
  public static Optional<Program> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> Stream.of("", ".exe", ".cmd").map(end -> Path.of(folder, name + end)))
        .filter(file -> !Shell.WINDOWS || file.toString().matches(".*\\.(exe|cmd)"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Program::new);
  }
}
