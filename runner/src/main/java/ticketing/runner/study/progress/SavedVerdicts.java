package ticketing.runner.study.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ticketing.runner.stages.Fingerprint;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;

/** Keeps the verdicts on a student's code in files, for each version of the code the newest. */
public final class SavedVerdicts {
  private static final int MOST_VERSIONS = 30;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workshop workshop;

  /** In this workshop. */
  public SavedVerdicts(Workshop workshop) {
    this.workshop = workshop;
  }

  /** A verdict, with the fingerprints of the code and of the tests. */
  private record Entry(String code, String tests, Verdict verdict) {}

  /** Returns the verdict of the tests on the code, both as they are now; empty if not known. */
  public Optional<Verdict> of(Stage stage) {
    String code = Fingerprint.ofCode(stage);
    String tests = Fingerprint.ofTests(workshop, stage);
    return entries(stage).stream()
        .filter(entry -> entry.code().equals(code) && entry.tests().equals(tests))
        .map(Entry::verdict)
        .findFirst();
  }

  /**
   * Saves a verdict.
   *
   * @param code the fingerprint of the code, taken before the tests ran
   */
  public void save(Stage stage, String code, Verdict verdict) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(code, Fingerprint.ofTests(workshop, stage), verdict));
    entries(stage).stream()
        .filter(entry -> !entry.code().equals(code))
        .limit(MOST_VERSIONS - 1)
        .forEach(entries::add);
    try {
      AtomicFiles.write(
          file(stage), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A verdict cannot be written as JSON", e);
    }
  }

  private List<Entry> entries(Stage stage) {
    if (!Files.exists(file(stage))) {
      return List.of();
    }
    try {
      return Arrays.asList(JSON.readValue(Stage.text(file(stage)), Entry[].class));
    } catch (JsonProcessingException e) {
      // Somebody edited it, or another version wrote it: the tests can be run again.
      return List.of();
    }
  }

  private Path file(Stage stage) {
    return workshop.notes().resolve("progress").resolve(stage.name() + ".json");
  }
}
