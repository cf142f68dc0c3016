package ticketing.runner.setup.doctor;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import ticketing.runner.util.Shell;

/** Whether the terminal can show what the workshop writes. */
final class ConsoleExamination {
  /** What commands and tests write beyond the letters of English. */
  private static final String SIGNS = "✓✗→…";

  private ConsoleExamination() {}

  /** Whether the signs come out as question marks. */
  static boolean isPlain() {
    return !charset().newEncoder().canEncode(SIGNS);
  }

  static List<Finding> findings() {
    return List.of(
        isPlain()
            ? Finding.warning(
                "The terminal shows ? for signs such as a check mark: its encoding is " + charset(),
                Shell.WINDOWS
                    ? "Type: chcp 65001     or use Windows Terminal."
                    : "Type: export LC_ALL=C.UTF-8     (on a Mac: en_US.UTF-8)")
            : Finding.fine("The terminal's encoding is " + charset()));
  }

  /** That of the output: newer JDKs have a property for it, 17 one of its own. */
  private static Charset charset() {
    for (String property : List.of("stdout.encoding", "sun.stdout.encoding")) {
      String name = System.getProperty(property, "");
      try {
        if (!name.isEmpty()) {
          return Charset.forName(name);
        }
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        // Java then writes as if it were not set.
      }
    }
    return Charset.defaultCharset();
  }
}
