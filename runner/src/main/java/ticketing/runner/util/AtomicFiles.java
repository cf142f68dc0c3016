package ticketing.runner.util;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a file whole or not at all: a full disk or a crash leaves what was there before. */
public final class AtomicFiles {
  private static final Pattern UNFINISHED = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.new");

  private AtomicFiles() {}

  /** Replaces a file, and creates its folders. Throws a {@link UsageException} if that fails. */
  public static void write(Path file, String text) {
    try {
      replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw UsageException.failure(
          "Cannot write " + file + ": " + reason(e) + " It is as it was before.");
    }
  }

  /** Does the same as {@link #write}, but throws what the file system throws. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    // Not createTempFile: no other user could read that file.
    Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.write(
          whole,
          bytes,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.SYNC);
      moveInPlace(whole, file);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Returns whether this is the temporary file of a process that was killed while it wrote. */
  public static boolean isUnfinished(Path file) {
    return UNFINISHED.matcher(file.getFileName().toString()).matches();
  }

  private static void moveInPlace(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AccessDeniedException e) {
      // Windows refuses while the old file is open, or for its attributes.
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns the time, for a name that nothing else has. */
  public static String newName() {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss-SSS").format(LocalDateTime.now());
  }

  /** Returns why a file could not be written or read, and what to do. */
  public static String reason(Exception e) {
    if (e instanceof AccessDeniedException
        || e instanceof ReadOnlyFileSystemException
        || e.toString().endsWith("Read-only file system")) {
      return "it, or its folder, is read-only. Make it writable.";
    }
    return e + ". Check that the disk is not full and that the folder is writable.";
  }
}
