package ticketing.runner.stages;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether files have changed: names and content, line ends apart. */
public final class Fingerprint {
  private Fingerprint() {}

  /** Of the code that somebody wrote, and of what was there beside it. */
  public static String ofCode(Stage stage) {
    return of(List.of(stage.exercise().resolve("src/main")));
  }

  /** Of the stage's tests, and of all that they stand on. */
  public static String ofTests(Workshop workshop, Stage stage) {
    return of(
        List.of(
            stage.exercise().resolve("src/test"),
            workshop.root().resolve("testkit/src/main"),
            workshop.root().resolve("orders/src/main"),
            workshop.root().resolve("ticket-system/src/main")));
  }

  /** Of all files in these folders, but an editor's own. */
  static String of(List<Path> folders) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path folder : folders) {
        for (Path file : Stage.filesIn(folder)) {
          if (EditorFiles.isOne(file)) {
            continue;
          }
          String name = file.toString().replace('\\', '/');
          digest.update((name + '\0').getBytes(StandardCharsets.UTF_8));
          String bytes = Stage.bytes(folder.resolve(file)).orElse("");
          digest.update(bytes.getBytes(StandardCharsets.ISO_8859_1));
          digest.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
