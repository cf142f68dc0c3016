package ticketing.testkit.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step of a {@link Schedule}.
 *
 * @param word what happens
 * @param disturbance what happens meanwhile, when the call has done its work and has not answered
 */
public record Step(Word word, Disturbance disturbance) {
  private static final String AND = "+";

  /** An undisturbed step. */
  static Step of(Word word) {
    return new Step(word, Disturbance.NONE);
  }

  /** The disturbances that make sense at this word. */
  static List<Disturbance> disturbancesAt(Word word) {
    return switch (word) {
      case END -> List.of(Disturbance.AGAIN, Disturbance.MUCH_LATER);
      // Elsewhere it is chance who calls first, the child or the next parent.
      case OK, SETTLE ->
          List.of(
              Disturbance.CANCEL, Disturbance.RESTART, Disturbance.AGAIN, Disturbance.TERMINATE);
      default -> List.of(Disturbance.CANCEL, Disturbance.RESTART, Disturbance.AGAIN);
    };
  }

  /** The step of this text, such as {@code after} or {@code ok+cancel}; empty if there is none. */
  static Optional<Step> parse(String text) {
    return all().filter(step -> step.toString().equals(text)).findFirst();
  }

  /** Every step there is. */
  static Stream<Step> all() {
    return Arrays.stream(Word.values())
        .flatMap(
            word ->
                Stream.concat(
                    word.isCall() ? Stream.of(of(word)) : Stream.empty(),
                    disturbancesAt(word).stream().map(what -> new Step(word, what))));
  }

  boolean isDisturbed() {
    return disturbance != Disturbance.NONE;
  }

  @Override
  public String toString() {
    return isDisturbed() ? word + AND + disturbance : word.toString();
  }
}
