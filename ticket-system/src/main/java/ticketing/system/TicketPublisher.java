package ticketing.system;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Puts a file or a folder on disk so that readers see all of it or none, and so that it survives a
 * crash.
 */
class TicketPublisher {
  private static final boolean FOLDERS_CAN_BE_SYNCED = File.separatorChar == '/';

  /** Puts into a folder what it is to hold. */
  interface Filling {
    /** Writes the files, synced, into a folder that nobody looks at yet. */
    void into(Path draft) throws IOException;
  }

  /** Writes and syncs a file that readers do not look at. */
  void write(Path draft, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * Gives a written draft its name, in one step.
   *
   * @throws FileAlreadyExistsException if there is a file of that name. A hard link fails then; an
   *     atomic move would replace it without a word
   */
  final void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // A network file system may do a call twice, and then finds what it has just made.
      if (!Files.isSameFile(file, draft)) {
        throw e;
      }
    } catch (UnsupportedOperationException | FileSystemException e) {
      // No hard links here (FAT, some network drives). The claimed number keeps the name free.
      Files.move(draft, file);
    }
  }

  /**
   * Makes a folder, which gets its name in one step, with all that it holds.
   *
   * @return whether it did; false if there is a folder of that name with something in it, which
   *     stays as it is. If two make it at once, one wins
   */
  final boolean publishFolder(Path folder, Filling filling) throws IOException {
    Path draft = Files.createDirectory(folder.resolveSibling(".draft-" + UUID.randomUUID()));
    try {
      filling.into(draft);
      sync(draft);
      return rename(draft, folder);
    } finally {
      discard(draft);
    }
  }

  private static boolean rename(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      // No system replaces a folder that holds something; each says so in its own words.
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw e;
    }
  }

  private static void discard(Path draft) {
    if (!Files.exists(draft)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(draft)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(draft);
    } catch (IOException | DirectoryIteratorException e) {
      // It is no order's folder, and nobody looks at it.
    }
  }

  /** Makes the names in a folder survive a crash. */
  void sync(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_SYNCED) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }
}
