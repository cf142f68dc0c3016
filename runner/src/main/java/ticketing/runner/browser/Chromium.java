package ticketing.runner.browser;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.runner.util.Program;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** Finds Chromium, or a browser that is built on it. */
public final class Chromium {
  /** What names it where it is in an unusual place. */
  public static final String VARIABLE = "CHROME_PATH";

  private static final List<String> ON_PATH =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> ON_A_MAC =
      List.of(
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");
  private static final List<String> FOLDERS_OF_WINDOWS =
      List.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData");
  private static final List<String> IN_THESE_FOLDERS =
      List.of(
          "Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe");

  private Chromium() {}

  /** The program, if there is one. */
  public static Optional<Path> find() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    Stream<Path> onPath =
        ON_PATH.stream().flatMap(name -> Program.onPath(name).stream()).map(Program::file);
    return Stream.concat(onPath, Shell.WINDOWS ? onWindows() : ON_A_MAC.stream().map(Path::of))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The program.
   *
   * @throws UsageException if there is none
   */
  public static Path get() {
    return find().orElseThrow(() -> new UsageException(missing()));
  }

  private static String missing() {
    String named = System.getenv(VARIABLE);
    return named == null || named.isBlank()
        ? "There is no Chromium or Chrome. Install one (Debian: apt-get install chromium), or set "
            + VARIABLE
            + " to its program."
        : VARIABLE
            + " is "
            + named
            + ", and there is no such program. Set it to Chromium's or Chrome's.";
  }

  /** Root, as in most containers, cannot use Chromium's sandbox. */
  public static boolean withoutSandbox() {
    return "root".equals(System.getProperty("user.name"))
        || System.getenv("CHROME_NO_SANDBOX") != null;
  }

  private static Stream<Path> onWindows() {
    return FOLDERS_OF_WINDOWS.stream()
        .map(System::getenv)
        .filter(folder -> folder != null)
        .flatMap(folder -> IN_THESE_FOLDERS.stream().flatMap(file -> path(folder, file)));
  }

  private static Stream<Path> path(String folder, String file) {
    try {
      return Stream.of(Path.of(folder, file));
    } catch (InvalidPathException e) {
      // A variable may hold anything; what is no path leads to no browser.
      return Stream.empty();
    }
  }
}
