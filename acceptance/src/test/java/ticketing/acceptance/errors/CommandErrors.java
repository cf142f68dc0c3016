package ticketing.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.acceptance.support.InProcess;

/**
 * Runs commands that must fail. Fills the placeholder {@code {name}} in a command with a value from
 * the test.
 */
final class CommandErrors {
  private static final int MAX_LINES = 3;

  private final Map<String, String> values = new TreeMap<>(Map.of("empty", "", "blank", " "));

  /** Sets the value of {@code {name}}. */
  CommandErrors with(String name, Object value) {
    values.put(name, value.toString());
    return this;
  }

  /**
   * Asserts that a command fails and prints the fix in one to three lines.
   *
   * @param command the words of the command, separated by spaces
   * @param fix a part of the error message, with spaces instead of line breaks
   * @param environment all environment variables, such as {@code A=1 B=2}
   */
  void assertExplained(String command, String fix, String environment) {
    Map<String, String> variables =
        words(environment == null ? "" : environment)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    InProcess.Result result = InProcess.run(variables, words(command).toArray(String[]::new));
    assertThat(result.exitCode()).as("exit code of %s: %s", command, result).isPositive();
    assertThat(String.join(" ", result.err().lines().toList())).contains(fillPlaceholders(fix));
    assertThat(result.err().lines()).hasSizeBetween(1, MAX_LINES);
    assertThat(result.err() + result.out()).doesNotContain("\tat ");
  }

  private Stream<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).map(this::fillPlaceholders);
  }

  private String fillPlaceholders(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
