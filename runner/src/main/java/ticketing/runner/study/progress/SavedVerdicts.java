package ticketing.runner.study.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;

/** Keeps the verdict on each version of the code in a file, named after its fingerprint. */
public final class SavedVerdicts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** Keeps the verdicts in this workshop. */
  public SavedVerdicts(Workshop workshop) {
    this.folder = workshop.notes().resolve("progress");
  }

  /** Returns the verdict on the code of this fingerprint; empty if it is not known. */
  public Optional<Verdict> of(Stage stage, String fingerprint) {
    Path file = file(stage, fingerprint);
    try {
      return Files.exists(file)
          ? Optional.ofNullable(JSON.readValue(Stage.text(file), Verdict.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // It was edited, or written by another version: the tests are run again.
      return Optional.empty();
    }
  }

  /** Saves the verdict on the code of this fingerprint. */
  public void save(Stage stage, String fingerprint, Verdict verdict) {
    try {
      AtomicFiles.write(
          file(stage, fingerprint),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(verdict));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A verdict cannot be written as JSON", e);
    }
  }

  private Path file(Stage stage, String fingerprint) {
    return folder.resolve(stage.name()).resolve(fingerprint + ".json");
  }
}
