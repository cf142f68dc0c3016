package ticketing.runner.slides;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one deck is shown as. */
public enum Format {
  /** Slides alone. */
  TALK("talk", 30),
  /** With some of the exercises. */
  WORKSHOP("workshop", 90),
  /** With all exercises, and breaks. */
  HALF_DAY("half-day", 240);

  private final String word;
  private final int minutes;

  Format(String word, int minutes) {
    this.word = word;
    this.minutes = minutes;
  }

  /** Its name in the deck, and in the address that shows it: {@code deck.html?half-day}. */
  public String word() {
    return word;
  }

  /** How long it takes, exercises and breaks included. */
  public int minutes() {
    return minutes;
  }

  /** The format of this name. */
  static Optional<Format> named(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /** The names of all. */
  static List<String> words() {
    return Arrays.stream(values()).map(Format::word).toList();
  }

  @Override
  public String toString() {
    return word;
  }
}
