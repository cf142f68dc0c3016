package ticketing.runner.study.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/**
 * Writes a backup whole or not at all: under another name, synced, and only then under its own.
 * Bytes are copied, and links as links.
 */
final class BackupWriter {
  private final Backup backup;
  private final Path part;

  BackupWriter(Backup backup) {
    this.backup = backup;
    this.part = backup.folder().resolveSibling("." + backup.name() + ".part");
  }

  /**
   * Writes it.
   *
   * @throws UsageException if it cannot be written; then there is nothing of it
   */
  void write(SourceFiles files) {
    requireReadable(files);
    try {
      Files.createDirectories(part.getParent());
      copy(files);
      sync(part);
      Files.move(part, backup.folder(), StandardCopyOption.ATOMIC_MOVE);
      syncFolder(part.getParent());
    } catch (IOException | UncheckedIOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "What you have written cannot be backed up in %s: %s Nothing was changed.%s"
              .formatted(part.getParent(), SafeFile.reason(e), removePart()),
          1);
    }
  }

  private static void requireReadable(SourceFiles files) {
    for (Path name : files.names()) {
      Path file = files.at(name);
      if (!Files.isSymbolicLink(file) && !Files.isReadable(file)) {
        throw new UsageException(
            "Cannot read " + file + ". Make it readable. Nothing was changed.", 1);
      }
    }
  }

  private void copy(SourceFiles files) throws IOException {
    for (Path name : files.names()) {
      Path from = files.at(name);
      Path to = part.resolve("src").resolve(name);
      Files.createDirectories(to.getParent());
      if (Files.isSymbolicLink(from)) {
        Files.copy(from, to, LinkOption.NOFOLLOW_LINKS);
      } else {
        SafeFile.copyToNew(from, to);
      }
    }
  }

  /** The folders' entries; the files are synced already. */
  private static void sync(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      List<Path> folders =
          all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
      for (Path folder : folders) {
        syncFolder(folder);
      }
    }
  }

  /** Windows does it by itself, and does not let us. */
  private static void syncFolder(Path folder) throws IOException {
    if (!Shell.WINDOWS) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** What is to be said of it: nothing, if it could be removed. */
  private String removePart() {
    if (!Files.exists(part)) {
      return "";
    }
    try (Stream<Path> all = Files.walk(part)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
      return "";
    } catch (IOException | UncheckedIOException | ReadOnlyFileSystemException e) {
      return "\nLeft behind, for you to delete: " + part;
    }
  }
}
