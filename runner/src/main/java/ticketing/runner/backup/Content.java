package ticketing.runner.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ticketing.runner.UsageException;

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
          : Arrays.equals(withUnixLineEnds(one), withUnixLineEnds(other));
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

  private static byte[] withUnixLineEnds(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteArrayOutputStream without = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      boolean ofALineEnd = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
      if (!ofALineEnd) {
        without.write(bytes[i]);
      }
    }
    return without.toByteArray();
  }

  private static UsageException unreadable(IOException e) {
    return new UsageException(
        "Cannot read " + e.getMessage() + ". Make it readable. Nothing was changed.", 1);
  }
}
