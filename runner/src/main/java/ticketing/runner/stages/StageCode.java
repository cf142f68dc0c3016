package ticketing.runner.stages;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.TestTemporal;

/**
 * Compiles the code of an exercise or a solution, and loads it in a class loader of its own: both
 * have the same class names. Close it before you compile the next.
 */
public final class StageCode implements AutoCloseable {
  /** The system property that names a folder for compiled code; the launcher empties it. */
  private static final String COMPILED = "workshop.compiled";

  private final Path classes;
  private final boolean kept;
  private final URLClassLoader loader;

  private StageCode(Path classes, boolean kept) {
    this.classes = classes;
    this.kept = kept;
    try {
      this.loader = new OwnClassesFirst(classes.toUri().toURL(), StageCode.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles what is in {@code src/main/java} of the folder, or takes what another process has
   * compiled of the same text: the compiler costs a command seconds.
   */
  public static StageCode main(Path folder) {
    Path code = folder.resolve("src/main/java");
    String compiled = System.getProperty(COMPILED);
    if (compiled == null) {
      return compile(folder, javaFiles(code));
    }
    Path kept = Path.of(compiled, Stage.fingerprint(List.of(code)));
    if (!Files.exists(kept)) {
      keep(folder, javaFiles(code), kept);
    }
    return new StageCode(kept, true);
  }

  /** Moves the classes in one step: another process may do the same, or be killed. */
  private static void keep(Path folder, List<Path> sources, Path kept) {
    try {
      Path part = Files.createTempDirectory(Files.createDirectories(kept.getParent()), "part");
      Compiler.compile(folder, sources, part);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(kept)) {
        throw new UncheckedIOException("Cannot write compiled classes. Is the disk full?", e);
      }
    }
  }

  /** Compiles what is in {@code src/main/java} and {@code src/test/java} of the folder. */
  public static StageCode withTests(Path folder) {
    return compile(folder, javaFiles(folder.resolve("src")));
  }

  private static List<Path> javaFiles(Path folder) {
    return Stage.filesIn(folder).stream()
        .filter(file -> file.toString().endsWith(".java"))
        .map(folder::resolve)
        .toList();
  }

  private static StageCode compile(Path folder, List<Path> sources) {
    Path classes = TemporaryFolder.create("workshop-classes");
    Compiler.compile(folder, sources, classes);
    return new StageCode(classes, false);
  }

  /** Returns {@code OrderWorker.STRATEGY} of the stage. */
  public Strategy strategy() {
    try {
      String worker =
          classNames()
              .filter(name -> name.endsWith(".OrderWorker"))
              .findFirst()
              .orElseThrow(ClassNotFoundException::new);
      return (Strategy) loader.loadClass(worker).getField("STRATEGY").get(null);
    } catch (ReflectiveOperationException e) {
      throw new UsageException("OrderWorker.STRATEGY is missing. Undo that in your editor.");
    }
  }

  List<String> testClasses() {
    return classNames().filter(name -> name.endsWith("Test")).toList();
  }

  private Stream<String> classNames() {
    return Stage.filesIn(classes).stream()
        .map(
            file -> file.toString().replaceFirst("\\.class$", "").replace(File.separatorChar, '.'));
  }

  ClassLoader loader() {
    return loader;
  }

  /** Ends its running workflows, and deletes classes that no other process uses. */
  @Override
  public void close() {
    TestTemporal.tidyUp();
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the compiled classes", e);
    }
    if (!kept) {
      TemporaryFolder.delete(classes);
    }
  }

  /** Prefers the compiled classes to those of the same name that the runner has. */
  private static final class OwnClassesFirst extends URLClassLoader {
    OwnClassesFirst(URL classes, ClassLoader parent) {
      super(new URL[] {classes}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        boolean isOwn = findResource(name.replace('.', '/') + ".class") != null;
        return isOwn && findLoadedClass(name) == null
            ? findClass(name)
            : super.loadClass(name, resolve);
      }
    }
  }
}
