package ticketing.worker;

import java.util.Map;

/**
 * An environment variable whose value is a whole number.
 *
 * @param unset the value if it is not set
 */
record NumberVariable(String name, int least, int most, int unset) {
  /**
   * The number in this environment.
   *
   * @throws TemporalConnection.Unreachable if it is set to something else
   */
  int in(Map<String, String> environment) throws TemporalConnection.Unreachable {
    String text = environment.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return unset;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As below.
    }
    throw new TemporalConnection.Unreachable(
        "%s is \"%s\". Set it to a number from %d to %d, or unset it."
            .formatted(name, text, least, most),
        null);
  }
}
