package ticketing.testkit.explorer;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import ticketing.order.CancellationMemo;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.WorkflowResult;

/** Says what an order must never come to: the invariants of "exactly one ticket". */
final class InvariantChecker {
  /** A run of an order takes some 30 events, and a few more for each fault. */
  private static final int MOST_EVENTS = 1_000;

  /** How long an order may take for each thing that went wrong: this many times D + L. */
  private static final int MOST_SETTLINGS = 25;

  /**
   * Where a create is idempotent: to answer a request to cancel, and when the order comes again.
   */
  private static final int CREATES_OF_A_DISTURBANCE = 2;

  private final TimingGuarantees timing;
  private final boolean idempotent;

  /**
   * A judge.
   *
   * @param timing what the ticket system served by
   * @param idempotent whether a create may be made again
   */
  InvariantChecker(TimingGuarantees timing, boolean idempotent) {
    this.timing = timing;
    this.idempotent = idempotent;
  }

  /** What is wrong, in a sentence; empty if nothing is. */
  Optional<String> violation(Outcome outcome) {
    return tickets(outcome)
        .or(() -> outcome.ends().stream().flatMap(end -> end(end, outcome).stream()).findFirst())
        .or(() -> course(outcome))
        .or(() -> histories(outcome));
  }

  private static Optional<String> tickets(Outcome outcome) {
    int count = outcome.tickets().size();
    return when(count > 1, "The seat was sold %d times.".formatted(count));
  }

  private Optional<String> end(Outcome.End end, Outcome outcome) {
    WorkflowResult ending = end.ending();
    List<String> tickets = outcome.tickets();
    Schedule schedule = outcome.schedule();
    return switch (ending.kind()) {
      case RETURNED ->
          when(
              !tickets.equals(Collections.singletonList(ending.ticketId())),
              "The workflow returned %s, and %s."
                  .formatted(ending.ticketId(), inTheLedger(tickets)));
      case REJECTED ->
          when(
              !tickets.isEmpty(),
              "The customer was told that the order is rejected, and there is a ticket.");
      case CANCELLED -> end.creates() == 0 ? Optional.empty() : kept(end);
      case OUTCOME_UNKNOWN ->
          when(
              schedule.disturbances() == 0,
              "The workflow gave up without knowing whether there is a ticket.");
      case FAILED ->
          Optional.of(
              "The workflow %s. The customer has been told nothing of use, and %s."
                  .formatted(ending.did(), inTheLedger(tickets)));
      case TERMINATED ->
          when(!schedule.has(Interruption.TERMINATE), "The workflow " + ending.did() + ".");
      case CODE_THREW -> Optional.of("The workflow " + ending.did() + ".");
      case STUCK ->
          Optional.of(
              "The workflow "
                  + ending.did()
                  + ". Does it wait for what never comes, block its thread, or catch Throwable?");
    };
  }

  /** A cancelled run is judged by what it kept. */
  private static Optional<String> kept(Outcome.End end) {
    if (end.kept() == null) {
      return Optional.of(
          "The workflow was cancelled after a create, and kept nothing about its ticket"
              + " (CancellationMemo.record).");
    }
    String truth = end.tickets().isEmpty() ? CancellationMemo.NO_TICKET : end.tickets().get(0);
    return when(
        !truth.equals(end.kept()),
        "The cancelled workflow kept \"%s\", and %s."
            .formatted(end.kept(), inTheLedger(end.tickets())));
  }

  private Optional<String> course(Outcome outcome) {
    Schedule schedule = outcome.schedule();
    Outcome.Evidence evidence = outcome.evidence();
    Duration limit =
        timing
            .maxWriteDelay()
            .plus(timing.maxReadLag())
            .multipliedBy(MOST_SETTLINGS)
            .multipliedBy(1 + schedule.faults() + schedule.disturbances());
    int mostCreates =
        1
            + schedule.faults()
            + (idempotent ? CREATES_OF_A_DISTURBANCE * schedule.disturbances() : 0);
    return when(
            evidence.createdAfter().isPresent() && !idempotent,
            "createTicket was called again after %s had been acknowledged."
                .formatted(evidence.createdAfter().orElse("")))
        .or(
            () ->
                when(
                    schedule.creates() > mostCreates,
                    "createTicket was called %d times, with %d that went wrong."
                        .formatted(schedule.creates(), schedule.faults())))
        .or(
            () ->
                when(
                    (evidence.leftOpen() || evidence.clockStands()) && !idempotent,
                    "The workflow ended while a call of it was still under way."))
        .or(
            () ->
                evidence
                    .toldSecond()
                    .filter(told -> !told.words().equals(outcome.ends().get(0).ending().words()))
                    .map(told -> "The second starter was told something else: it " + told.did()))
        .or(
            () ->
                outcome.ends().stream()
                    .filter(end -> end.took().compareTo(limit) > 0)
                    .findFirst()
                    .map(end -> "The workflow took %d hours.".formatted(end.took().toHours())));
  }

  private static Optional<String> histories(Outcome outcome) {
    Outcome.Evidence evidence = outcome.evidence();
    return evidence
        .differenceInReplay()
        .map(words -> "A restarted worker goes another way: " + words + ".")
        .or(() -> when(evidence.secretInHistory(), "The card number stands in the history."))
        .or(
            () ->
                when(
                    evidence.events() > MOST_EVENTS,
                    "The history has %d events.".formatted(evidence.events())));
  }

  private static String inTheLedger(List<String> tickets) {
    return switch (tickets.size()) {
      case 0 -> "there is no ticket";
      case 1 -> "there is " + tickets.get(0);
      default -> "there are " + String.join(" and ", tickets);
    };
  }

  private static Optional<String> when(boolean wrong, String sentence) {
    return wrong ? Optional.of(sentence) : Optional.empty();
  }
}
