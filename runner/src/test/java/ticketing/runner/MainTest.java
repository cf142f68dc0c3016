package ticketing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import ticketing.runner.util.CommandContext;

class MainTest {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
  private final CommandContext context =
      new CommandContext(
          Map.of(), Path.of(""), Path.of(""), InputStream.nullInputStream(), stream, stream, false);

  private String run(int exitCode, String... arguments) {
    assertThat(Main.run(context, arguments)).isEqualTo(exitCode);
    return text.toString(StandardCharsets.UTF_8);
  }

  @Test
  void the_help_lists_commands_by_group() {
    assertThat(run(0, "help").lines())
        .containsSubsequence(
            "Learn",
            "  board     Show your progress in all exercises, and what to do next.",
            "Demonstrate",
            "Run",
            "Set up",
            "  doctor    Check this machine and print a fix for each problem.",
            "Maintain")
        .noneMatch(line -> line.contains("test-server"))
        .allMatch(line -> line.length() <= 82);
  }

  @Test
  void every_command_starts_with_one_short_sentence() {
    assertThat(Main.commandLine(context).getSubcommands().values())
        .extracting(command -> command.getCommandSpec())
        .filteredOn(command -> !command.usageMessage().hidden() && !command.name().equals("help"))
        .extracting(MainTest::firstSentence)
        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z][^.]*\\.").hasSizeLessThan(71));
  }

  private static String firstSentence(CommandSpec command) {
    return command.usageMessage().description()[0];
  }

  @Test
  void each_command_has_a_help_option() {
    assertThat(run(0, "reset", "--help")).contains("Usage: workshop reset [-hV] EXERCISE");
  }

  @ParameterizedTest
  @CsvSource({"tset, test", "wacth, watch", "hnit, hint", "demoo, demo", "catchup, catch-up"})
  void a_mistyped_command_suggests_the_right_one(String typed, String meant) {
    assertThat(run(2, typed).lines())
        .containsExactly(
            "There is no command \"" + typed + "\". Did you mean ./workshop " + meant + "?");
  }

  @Test
  void an_unknown_command_names_the_help() {
    assertThat(run(2, "xyz").lines())
        .containsExactly("There is no command \"xyz\". For all commands, type ./workshop help.");
  }
}
