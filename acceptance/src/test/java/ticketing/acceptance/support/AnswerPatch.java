package ticketing.acceptance.support;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.AtomicFiles;

/**
 * An {@link Answer} that is a small change to an existing class, its base. Below the header lines,
 * the file contains a unified diff; its path to the base is relative to the workshop.
 */
public final class AnswerPatch {
  /** The file extension. */
  static final String EXTENSION = ".patch";

  private static final String ADAPT =
      "mvn -Pacceptance -pl acceptance test -Dtest=AnswerPatchesTest -Drecord";
  private static final String BASE = "--- ";
  private static final int LINES_AROUND = 1;

  private final Path file;
  private final List<String> header;
  private final String base;
  private final List<String> original;
  private final Patch<String> patch;

  /** Reads the patch and its base. */
  public AnswerPatch(Path root, Path file) {
    List<String> lines = Stage.text(file).lines().toList();
    this.file = file;
    this.header = lines.stream().takeWhile(line -> line.startsWith("//")).toList();
    this.base =
        lines.stream()
            .filter(line -> line.startsWith(BASE))
            .findFirst()
            .orElseThrow(() -> new AssertionError(file + " has no line \"--- BASE\"."))
            .substring(BASE.length());
    this.original = Stage.text(root.resolve(base)).lines().toList();
    // Git appends the name of a method to the line numbers.
    this.patch =
        UnifiedDiffUtils.parseUnifiedDiff(
            lines.stream().map(line -> line.replaceFirst("^(@@ .* @@).*", "$1")).toList());
  }

  /** Returns the code of the changed class. */
  String apply() {
    try {
      return String.join("\n", patch.applyTo(original)) + "\n";
    } catch (PatchFailedException e) {
      throw new AssertionError(
          "%s no longer applies to %s. Adapt the patches to their bases: %s"
              .formatted(file, base, ADAPT),
          e);
    }
  }

  /** Returns whether the patch applies to the current base. */
  public boolean applies() {
    try {
      patch.applyTo(original);
      return true;
    } catch (PatchFailedException e) {
      return false;
    }
  }

  /** Adapts the file to the current base; returns the problem if that is not possible. */
  public Optional<String> adapt() {
    try {
      List<String> changed = patch.applyFuzzy(original, LINES_AROUND);
      List<String> lines = new ArrayList<>(header);
      lines.addAll(
          UnifiedDiffUtils.generateUnifiedDiff(
              base, base, original, DiffUtils.diff(original, changed), LINES_AROUND));
      // Editors remove trailing spaces.
      lines.replaceAll(String::stripTrailing);
      AtomicFiles.write(file, String.join("\n", lines) + "\n");
      return Optional.empty();
    } catch (PatchFailedException e) {
      return Optional.of(
          "%s cannot be adapted to %s: the lines that it changes are gone. Edit it."
              .formatted(file, base));
    }
  }
}
