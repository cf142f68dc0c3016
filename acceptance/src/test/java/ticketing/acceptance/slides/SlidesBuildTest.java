package ticketing.acceptance.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.Program;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Tests that {@code npm run build} produces the committed deck. */
@Tag("process")
class SlidesBuildTest {
  private static final String MODULES_VARIABLE = "WORKSHOP_NODE_MODULES";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String OUTDATED = "%s is out of date: run npm run build in slides/";

  @Test
  void the_committed_deck_is_up_to_date(@TempDir Path folder) throws Exception {
    Path root = Workshop.here().root();
    Path modules =
        Optional.ofNullable(System.getenv(MODULES_VARIABLE))
            .map(Path::of)
            .orElse(root.resolve("slides/node_modules"));
    assumeTrue(Files.exists(modules), "The deck's npm packages are missing: run npm ci in slides/");
    PristineCopy.copyTree(root.resolve("slides"), folder.resolve("slides"));
    Path rebuilt = folder.resolve("slides");
    Path committed = root.resolve("slides");
    Path link = rebuilt.resolve("node_modules");
    Files.createSymbolicLink(link, modules.toAbsolutePath());
    run(rebuilt, "npm", "run", "build");
    Files.delete(link);

    assertThat(Files.mismatch(committed.resolve("deck.html"), rebuilt.resolve("deck.html")))
        .as(OUTDATED, "deck.html")
        .isEqualTo(-1);
    // Compares only the text, because a PDF contains its creation time.
    assertThat(run(rebuilt, "pdftotext", "deck.pdf", "-"))
        .as(OUTDATED, "deck.pdf")
        .isEqualTo(run(committed, "pdftotext", "deck.pdf", "-"));
  }

  private static String run(Path folder, String name, String... arguments)
      throws IOException, InterruptedException {
    Optional<Program> program = Program.onPath(name);
    assumeTrue(program.isPresent(), name + " is not on the PATH. Install it.");
    List<String> command = new ArrayList<>(List.of(program.get().file().toString()));
    command.addAll(List.of(arguments));
    Shell.Output output = Commands.run(folder, Map.of(), LIMIT, command);
    assertThat(output.exitCode()).as(output.tail(20)).isZero();
    return output.text();
  }
}
