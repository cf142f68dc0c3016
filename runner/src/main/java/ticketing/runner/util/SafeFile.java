package ticketing.runner.util;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/** Writes a file whole or not at all: a full disk or a crash leaves what was there before. */
public final class SafeFile {
  private SafeFile() {}

  /** Writes the content of a file. */
  private interface Content {
    void writeTo(OutputStream file) throws IOException;
  }

  /**
   * Puts this text in the place of the file, and makes its folders.
   *
   * @throws UsageException if that cannot be done; the file is as it was before
   */
  public static void write(Path file, String text) {
    put(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Puts the bytes of another file in the place of the file, and makes its folders.
   *
   * @throws UsageException if that cannot be done; the file is as it was before
   */
  public static void copy(Path from, Path file) {
    put(file, out -> Files.copy(from, out));
  }

  /**
   * Copies the bytes of a file to where there is none yet, and syncs them.
   *
   * @throws IOException if that cannot be done; part of the new file may be there then
   */
  public static void copyToNew(Path from, Path file) throws IOException {
    writeAndSync(file, out -> Files.copy(from, out));
  }

  private static void put(Path file, Content content) {
    try {
      Files.createDirectories(file.getParent());
      // Not createTempFile: what that makes can be read by nobody else.
      Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
      try {
        writeAndSync(whole, content);
        moveInPlace(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot write " + file + ": " + reason(e) + " It is as it was before.", 1);
    }
  }

  private static void writeAndSync(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
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
    String words = said.toLowerCase(Locale.ROOT);
    if (words.contains("no space")) {
      return "the disk is full. Make room.";
    }
    if (words.contains("read-only file system")) {
      return "the file system is read-only. Make it writable.";
    }
    return said + ". Is the disk full, or the folder read-only?";
  }
}
