package ticketing.runner.slides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.SafeFile;

/**
 * What the deck was built from and what came of it, in {@code deck.built}: a line for each file
 * with its SHA-256, as {@code sha256sum} writes it. Whoever has no Node can so tell that the deck
 * is up to date.
 */
public final class Built {
  /** The file, in the deck's folder. */
  static final String FILE = "deck.built";

  private static final String SEPARATOR = "  ";

  private final Path folder;

  /** Of the deck in this folder. */
  public Built(Path folder) {
    this.folder = folder;
  }

  /** Notes these files as they are now. */
  void write(Collection<Path> files) {
    StringBuilder lines = new StringBuilder();
    for (String name : new TreeSet<>(files.stream().map(this::name).toList())) {
      lines.append(hash(folder.resolve(name))).append(SEPARATOR).append(name).append('\n');
    }
    SafeFile.write(folder.resolve(FILE), lines.toString());
  }

  /** Whether the deck has been built at all. */
  boolean isThere() {
    return Files.exists(folder.resolve(FILE));
  }

  /** The files that are not as they were when the deck was built; none if all are. */
  public List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (String line : lines()) {
      String[] parts = line.split(SEPARATOR, 2);
      Path file = folder.resolve(parts[1]);
      if (!Files.exists(file) || !hash(file).equals(parts[0])) {
        changed.add(parts[1]);
      }
    }
    return changed;
  }

  /** The files that it is about, relative to the folder. */
  public List<String> files() {
    return lines().stream().map(line -> line.split(SEPARATOR, 2)[1]).toList();
  }

  private List<String> lines() {
    return Stage.text(folder.resolve(FILE)).lines().toList();
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Git may change the line ends of a text, but never of a PDF or another picture. */
  private static String hash(Path file) {
    try {
      byte[] content =
          isText(file)
              ? Stage.text(file).getBytes(StandardCharsets.UTF_8)
              : Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(md|html|svg|js|json|css)");
  }
}
