package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** Runs the JDK's compiler with the options of Maven. */
final class Compiler {
  private static final int RELEASE = 17;
  private static final int MAX_ERRORS = 5;
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Kept, because most of the time of a small compilation goes into reading the class path. */
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  /** The line below an error that names what it cannot find, or why a call does not fit. */
  private static final Pattern DETAIL = Pattern.compile("(?m)^ *(?:symbol|reason): +(.*)$");

  private Compiler() {}

  /**
   * Compiles files against what the runner itself runs on.
   *
   * @param folder the exercise or solution that the files belong to
   * @param classes the folder that the classes go to; deleted if they do not compile
   * @throws UsageException if they do not compile, with a line for each error
   */
  static synchronized void compile(Path folder, List<Path> sources, Path classes) {
    Optional<String> problem =
        DamagedFile.notText(folder, sources).or(() -> problem(folder, sources, classes));
    if (problem.isPresent()) {
      TemporaryFolder.delete(classes);
      throw new UsageException(problem.get(), 1);
    }
  }

  private static Optional<String> problem(Path folder, List<Path> sources, Path classes) {
    DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
    try {
      FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      Iterable<? extends JavaFileObject> files = FILES.getJavaFileObjectsFromPaths(sources);
      return JAVAC.getTask(null, FILES, errors, options(), null, files).call()
          ? Optional.empty()
          : DamagedFile.misplaced(folder, sources).or(() -> Optional.of(text(errors)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write compiled classes. Is the disk full?", e);
    }
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>(List.of("-g", "-parameters", "-proc:none"));
    if (Runtime.version().feature() != RELEASE) {
      options.addAll(List.of("--release", String.valueOf(RELEASE)));
    }
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return options;
  }

  private static String text(DiagnosticCollector<JavaFileObject> problems) {
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(Compiler::line)
        .distinct()
        .limit(MAX_ERRORS)
        .collect(Collectors.joining("\n", "The code does not compile:\n", ""));
  }

  private static String line(Diagnostic<? extends JavaFileObject> problem) {
    String where =
        problem.getSource() == null
            ? ""
            : "%s:%d: "
                .formatted(
                    Path.of(problem.getSource().toUri()).getFileName(), problem.getLineNumber());
    String text = problem.getMessage(Locale.ROOT);
    String detail =
        DETAIL
            .matcher(text)
            .results()
            .map(line -> ": " + line.group(1).replaceAll(" +", " "))
            .findFirst()
            .orElse("");
    String headline = text.lines().findFirst().orElse("").replaceAll(";$", "");
    return "  " + where + headline + detail;
  }
}
