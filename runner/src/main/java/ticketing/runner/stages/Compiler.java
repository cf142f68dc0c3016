package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The JDK's compiler, set as Maven sets it. It keeps what it knows of the class path. */
final class Compiler {
  private static final int RELEASE = 17;
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Most of the time of a small compilation would go into reading the class path anew. */
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, null);

  private Compiler() {}

  /**
   * Compiles these files against what the runner itself runs on.
   *
   * @param classes the folder that the classes go to
   * @param problems is told of errors and warnings
   * @return whether there was no error
   */
  static synchronized boolean compile(
      List<Path> sources, Path classes, DiagnosticListener<JavaFileObject> problems) {
    try {
      FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      return JAVAC
          .getTask(
              null, FILES, problems, options(), null, FILES.getJavaFileObjectsFromPaths(sources))
          .call();
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
}
