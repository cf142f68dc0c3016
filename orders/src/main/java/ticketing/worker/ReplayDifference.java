package ticketing.worker;

import java.util.regex.Pattern;

/** The sentence in the SDK's message of several pages that says where a replay differs. */
public final class ReplayDifference {
  private static final Pattern SENTENCE = Pattern.compile("\\[TMPRL1100\\] ([^\\[{]*)");
  private static final Pattern NAME = Pattern.compile("name: \"([^\"]*)\"\\s*");

  private ReplayDifference() {}

  /** Returns the sentence, without a full stop. */
  public static String of(String failure) {
    String message = NAME.matcher(failure).replaceAll("$1").replaceAll("\\s+", " ");
    return SENTENCE
        .matcher(message)
        .results()
        .reduce((earlier, later) -> later)
        .map(last -> last.group(1).strip().replaceAll("[.]$", ""))
        .orElse("it fails");
  }
}
