package ticketing.runner.stages;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Says whether files have changed: names and content, line ends apart. */
public final class Fingerprint {
  private Fingerprint() {}

  /** Returns the fingerprint of an exercise's code and tests, and of all that they build on. */
  public static String of(Workshop workshop, Stage stage) {
    return of(
        List.of(
            stage.exercise().resolve("src"),
            workshop.root().resolve("testkit/src/main"),
            workshop.root().resolve("orders/src/main"),
            workshop.root().resolve("ticket-system/src/main")));
  }

  /** Returns the fingerprint of all files in these folders but an editor's own. */
  static String of(List<Path> folders) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path folder : folders) {
        for (Path file : Stage.filesIn(folder)) {
          if (!Stage.isEditorFile(file)) {
            String name = file.toString().replace('\\', '/');
            String bytes = Stage.bytes(folder.resolve(file)).orElse("");
            digest.update((name + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update((bytes + '\0').getBytes(StandardCharsets.ISO_8859_1));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
