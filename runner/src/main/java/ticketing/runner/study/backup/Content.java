package ticketing.runner.study.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ticketing.runner.util.UsageException;

/** What is in a file, or where a symbolic link leads. */
final class Content {
  private Content() {}

  static boolean sameBytes(Path one, Path other) {
    try {
      return isLink(one, other)
          ? sameLink(one, other)
          : Files.size(one) == Files.size(other) && Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The same but for line ends; in any encoding that writes them as ASCII does. */
  static boolean sameText(Path one, Path other) {
    try {
      return isLink(one, other)
          ? sameLink(one, other)
          : withUnixLineEnds(one).equals(withUnixLineEnds(other));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static boolean isLink(Path one, Path other) {
    return Files.isSymbolicLink(one) || Files.isSymbolicLink(other);
  }

  private static boolean sameLink(Path one, Path other) throws IOException {
    return Files.isSymbolicLink(one)
        && Files.isSymbolicLink(other)
        && Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
  }

  /** Each byte as a character, so that none is lost. */
  private static String withUnixLineEnds(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static UsageException unreadable(IOException e) {
    return new UsageException(
        "Cannot read " + e.getMessage() + ". Make it readable. Nothing was changed.", 1);
  }
}
