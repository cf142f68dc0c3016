package ticketing.runner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: a full disk or a crash leaves what was there before. */
public final class SafeFile {
  private SafeFile() {}

  /**
   * Puts this text in the place of the file, and makes its folders.
   *
   * @throws UsageException if that cannot be done; the file is as it was before
   */
  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path whole = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
      try {
        writeAndSync(whole, text);
        moveInPlace(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot write " + file + ": " + reason(e) + " It is as it was before.", 1);
    }
  }

  private static void writeAndSync(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void moveInPlace(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AccessDeniedException e) {
      // Windows refuses while somebody has the old file open, or for its attributes.
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What a person has to know of a failed write, and what to do. */
  public static String reason(Exception e) {
    if (e instanceof AccessDeniedException || e instanceof ReadOnlyFileSystemException) {
      return "it, or its folder, is read-only. Make it writable.";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " is gone.";
    }
    String said = String.valueOf(e.getMessage());
    return said.toLowerCase(java.util.Locale.ROOT).contains("no space")
        ? "the disk is full. Make room."
        : said + ". Is the disk full, or the folder read-only?";
  }
}
