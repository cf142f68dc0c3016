package ticketing.system;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts a file or a folder on disk so that it survives a crash, and readers see all of it or none.
 * Never replaces anything.
 */
class TicketPublisher {
  private static final boolean FOLDERS_CAN_BE_SYNCED = File.separatorChar == '/';

  /** Fills a draft that no reader looks at. */
  interface Filling {
    void into(Path draft) throws IOException;
  }

  /** Writes and syncs a draft. */
  void write(Path draft, String text) throws IOException {
    Files.writeString(draft, text);
    force(draft, WRITE);
  }

  /** Syncs the names in a folder. */
  void sync(Path folder) throws IOException {
    if (FOLDERS_CAN_BE_SYNCED) {
      force(folder, READ);
    }
  }

  private static void force(Path path, OpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /**
   * Publishes a file, or a folder with all that it holds, in one step.
   *
   * @return false if the name is taken: by a file, or by a folder with something in it
   */
  final boolean publish(Path path, Filling filling) throws IOException {
    String name = ".%s-%s.draft".formatted(path.getFileName(), UUID.randomUUID());
    Path draft = path.resolveSibling(name);
    try {
      filling.into(draft);
      if (Files.isDirectory(draft)) {
        sync(draft);
        rename(draft, path);
      } else {
        link(draft, path);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      discard(draft);
    }
  }

  /** A hard link fails if the name exists. An atomic move would replace the file without a word. */
  private static void link(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // A network file system may repeat a call, and then finds what it has just made.
      if (!Files.isSameFile(file, draft)) {
        throw e;
      }
    } catch (UnsupportedOperationException | FileSystemException e) {
      // No hard links here (FAT, some network drives). The claimed number keeps the name free.
      Files.move(draft, file);
    }
  }

  private static void rename(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // No system replaces a folder that holds something; each has its own error for that.
      throw Files.isDirectory(folder) ? new FileAlreadyExistsException(folder.toString()) : e;
    }
  }

  private static void discard(Path draft) {
    try (Stream<Path> all = Files.walk(draft)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // It was renamed, or it stays: no reader looks at it.
    }
  }
}
