package ticketing.runner.stages;

import java.nio.file.Path;

/** What an editor or the system keeps beside somebody's files, such as {@code .A.java.swp}. */
public final class EditorFiles {
  private EditorFiles() {}

  /** Whether a file or folder is hidden, or named as editors name their copies. */
  public static boolean isOne(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.endsWith("~") || name.startsWith("#") && name.endsWith("#");
  }
}
