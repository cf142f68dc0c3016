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
public record Step(StepKind word, Interruption disturbance) {
  private static final String AND = "+";

  /** An undisturbed step. */
  static Step of(StepKind word) {
    return new Step(word, Interruption.NONE);
  }

  /** The disturbances that make sense at this word. */
  static List<Interruption> disturbancesAt(StepKind word) {
    return switch (word) {
      case END -> List.of(Interruption.AGAIN, Interruption.MUCH_LATER);
      // Elsewhere it is chance who calls first, the child or the next parent.
      case OK, SETTLE ->
          List.of(
              Interruption.CANCEL,
              Interruption.RESTART,
              Interruption.AGAIN,
              Interruption.TERMINATE);
      default -> List.of(Interruption.CANCEL, Interruption.RESTART, Interruption.AGAIN);
    };
  }

  /** The step of this text, such as {@code after} or {@code ok+cancel}; empty if there is none. */
  static Optional<Step> parse(String text) {
    return all().filter(step -> step.toString().equals(text)).findFirst();
  }

  /** Every step there is. */
  static Stream<Step> all() {
    return Arrays.stream(StepKind.values())
        .flatMap(
            word ->
                Stream.concat(
                    word.isCall() ? Stream.of(of(word)) : Stream.empty(),
                    disturbancesAt(word).stream().map(what -> new Step(word, what))));
  }

  boolean isDisturbed() {
    return disturbance != Interruption.NONE;
  }

  @Override
  public String toString() {
    return isDisturbed() ? word + AND + disturbance : word.toString();
  }
}
