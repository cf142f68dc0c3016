package ticketing.runner.stages;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** Runs the JDK's compiler with Maven's options. Explains what is wrong with a file as a whole. */
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
   * Compiles files of an exercise or a solution against what the runner itself runs on. If that
   * fails, deletes the folder with the classes, and throws a line for each error.
   */
  static synchronized void compile(Path folder, List<Path> sources, Path classes) {
    DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
    try {
      requireText(folder, sources);
      FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      Iterable<? extends JavaFileObject> files = FILES.getJavaFileObjectsFromPaths(sources);
      if (!JAVAC.getTask(null, FILES, errors, options(), null, files).call()) {
        requirePackages(folder, sources);
        throw UsageException.failure(text(errors));
      }
    } catch (UsageException e) {
      TemporaryFolder.delete(classes);
      throw e;
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
    List<String> errors =
        problems.getDiagnostics().stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .map(Compiler::line)
            .distinct()
            .toList();
    int more = errors.size() - MAX_ERRORS;
    return errors.stream()
        .limit(MAX_ERRORS)
        .collect(
            Collectors.joining(
                "\n",
                "The code does not compile:\n",
                more > 0 ? "\n  … and %d more".formatted(more) : ""));
  }

  private static String line(Diagnostic<? extends JavaFileObject> problem) {
    String where =
        problem.getSource() == null
            ? ""
            : "%s:%d: "
                .formatted(
                    Path.of(problem.getSource().toUri()).getFileName(), problem.getLineNumber());
    String text = problem.getMessage(Locale.ROOT);
    String headline = text.lines().findFirst().orElse("").replaceAll(";$", "");
    Matcher line = DETAIL.matcher(text);
    String detail = line.find() ? ": " + line.group(1).replaceAll(" +", " ") : "";
    return "  " + where + headline + detail;
  }

  /** Throws if a file is not text in UTF-8. The compiler would print each wrong byte. */
  private static void requireText(Path folder, List<Path> sources) {
    for (Path file : sources) {
      String text;
      try {
        text = Files.readString(file);
      } catch (CharacterCodingException e) {
        text = "\0";
      } catch (IOException e) {
        throw UsageException.failure("Cannot read " + file + ": " + AtomicFiles.reason(e));
      }
      if (text.contains("\0")) {
        // Such as plain English in UTF-16, which is valid UTF-8 with zeros in it.
        throw damaged(folder, file, "is not text in UTF-8. Save it as UTF-8, undo your edit");
      }
      if (text.startsWith("\uFEFF")) {
        throw damaged(folder, file, "begins with a byte order mark. Save it as UTF-8 without BOM");
      }
    }
  }

  /**
   * Throws what is wrong if a file is empty, or does not begin with the package of its folder:
   * where files do not compile, that is why, even if the errors are in other files.
   */
  private static void requirePackages(Path folder, List<Path> sources) {
    for (Path file : sources) {
      String text = Stage.text(file);
      if (text.isBlank()) {
        throw damaged(folder, file, "is empty. Undo that in your editor");
      }
      // src/main/java/ticketing/naive/A.java is in package ticketing.naive.
      Path inExercise = folder.relativize(file);
      int names = inExercise.getNameCount();
      if (names > 4) {
        String name = inExercise.subpath(3, names - 1).toString().replace(File.separatorChar, '.');
        if (!Pattern.compile("package\\s+" + name + "\\s*;").matcher(text).find()) {
          throw damaged(
              folder, file, "does not begin with \"package " + name + ";\". Correct that line");
        }
      }
    }
  }

  private static UsageException damaged(Path folder, Path file, String problem) {
    String number = folder.getFileName().toString().replaceFirst("-.*", "");
    return UsageException.failure(
        "%s %s,\nor type ./workshop reset %s, which keeps a copy.",
        file.getFileName(), problem, number);
  }
}
