package ticketing.testkit.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step of a {@link Schedule}.
 *
 * @param kind the outcome of the call, or the point of the workflow
 * @param interruption the interruption, after the call has done its work but before it has answered
 */
public record Step(StepKind kind, Interruption interruption) {

  /** Returns a step without an interruption. */
  static Step of(StepKind kind) {
    return new Step(kind, Interruption.NONE);
  }

  /** Returns this kind of step with each interruption that is possible there. */
  static List<Step> interrupted(StepKind kind) {
    return Stream.of(Interruption.values())
        .filter(each -> each.isPossibleAt(kind))
        .map(each -> new Step(kind, each))
        .toList();
  }

  /** Parses a step, such as {@code after} or {@code ok+cancel}; empty if the text is not a step. */
  static Optional<Step> parse(String text) {
    return Arrays.stream(StepKind.values())
        .flatMap(
            kind ->
                Stream.concat(
                    kind.isCall() || kind.isSpecial() ? Stream.of(of(kind)) : Stream.empty(),
                    interrupted(kind).stream()))
        .filter(step -> step.toString().equals(text))
        .findFirst();
  }

  boolean isInterrupted() {
    return interruption != Interruption.NONE;
  }

  @Override
  public String toString() {
    return isInterrupted() ? kind + "+" + interruption : kind.toString();
  }
}
