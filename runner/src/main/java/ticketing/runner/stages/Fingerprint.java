package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Says whether files have changed: names and content, line ends apart. */
public final class Fingerprint {
  private Fingerprint() {}

  /** Returns the fingerprint of an exercise's code and tests, and of all that they build on. */
  public static String of(Stage stage) {
    return of(
        List.of(
            stage.exercise().resolve("src"),
            stage.root().resolve("testkit/src/main"),
            stage.root().resolve("orders/src/main"),
            stage.root().resolve("ticket-system/src/main")));
  }

  /** Returns the fingerprint of all files in these folders but an editor's own. */
  static String of(List<Path> folders) {
    StringBuilder all = new StringBuilder();
    for (Path folder : folders) {
      for (Path file : Stage.filesIn(folder)) {
        if (!Stage.isEditorFile(file)) {
          all.append(file).append('\0').append(characters(folder.resolve(file))).append('\0');
        }
      }
    }
    return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String characters(Path file) {
    try {
      // One for each byte: a file may hold anything.
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
