package ticketing.testkit.explorer;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.system.Operation;
import ticketing.system.OrderId;
import ticketing.testkit.EarlySuggestion;
import ticketing.testkit.Histories;
import ticketing.testkit.OrderVerdict;
import ticketing.testkit.WorkflowResult;

/**
 * Checks the invariants of "exactly one ticket": those of {@link OrderVerdict}, and
 *
 * <ol start="5">
 *   <li>No create follows an acknowledgement or a rejection.
 *   <li>There is at most one create more than there are failed ones.
 *   <li>Number of events, and skipped time, are bounded.
 *   <li>A worker can replay every history.
 *   <li>The card number is in no history.
 *   <li>Every run ends after its calls, and every starter gets the same result.
 *   <li>A child workflow's ID is no order ID, and what a run records of its ticket is true.
 * </ol>
 *
 * @param world what the orders met
 * @param idempotent whether a create may be repeated
 */
record InvariantChecker(World world, boolean idempotent) {
  /** The limit for a run, and again for each fault or interruption, as a multiple of D + L. */
  private static final int MAX_SETTLE_TIMES = 25;

  /** How often a token may expire if nothing else happens: as often as the explorer lets it. */
  private static final int MAX_EXPIRED = 2;

  /** If a create is idempotent: one after a cancellation, one when the order is placed again. */
  private static final int CREATES_PER_INTERRUPTION = 2;

  /** Returns the broken invariant, as a sentence; empty if there is none. */
  Optional<String> violation(Outcome outcome) {
    return Stream.of(
            outcome.runs().stream()
                .map(run -> new OrderVerdict(run.result(), outcome.tickets()).violation()),
            outcome.runs().stream().map(run -> unexpected(run, outcome)),
            calls(outcome),
            histories(outcome.evidence()))
        .flatMap(checks -> checks)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Checks that there is a reason for a result other than a ticket number. */
  private Optional<String> unexpected(Outcome.Run run, Outcome outcome) {
    Schedule schedule = outcome.schedule();
    String workflow = "The workflow " + run.result().words();
    Interruption interruption = schedule.interruption();
    return switch (run.result().kind()) {
      case REJECTED ->
          when(
              !schedule.has(StepKind::isRejection),
              workflow + ", but the ticket system did not reject the order.");
      case CANCELLED ->
          interruption.cancelsOrder()
              ? run.memo() == null && run.creates() == 0 ? Optional.empty() : memo(run)
              : Optional.of(workflow + ", but nobody asked for that.");
      case OUTCOME_UNKNOWN ->
          when(
                  !interruption.terminates() && !interruption.isCancellation(),
                  "The workflow gave up without knowing whether there is a ticket."
                      + refusedChild(outcome.evidence()))
              .or(
                  () ->
                      when(
                          run.took().compareTo(world.settleTime()) < 0,
                          "The workflow gave up before D + L had passed."))
              .or(
                  () ->
                      when(
                          !run.tickets().isEmpty(),
                          "The workflow gave up, although a look-up would have found its ticket."));
      case TERMINATED -> when(!interruption.terminates(), workflow + ".");
      case RETURNED -> run.memo() == null ? Optional.empty() : memo(run);
      default -> Optional.empty();
    };
  }

  private static String refusedChild(Outcome.Evidence evidence) {
    return Histories.refusedChildren(evidence.histories())
        .findFirst()
        .map(
            " Its child was refused, because Temporal knows the ID %s already. After a child that ended without a ticket, another may start."
                ::formatted)
        .orElse("");
  }

  /** Checks the memo, which reports the ticket of a cancelled run to the customer. */
  private static Optional<String> memo(Outcome.Run run) {
    if (run.memo() == null) {
      return Optional.of(
          "The workflow was cancelled after a createTicket call, but recorded nothing about its"
              + " ticket (CancellationMemo.record).");
    }
    String truth = OrderVerdict.memo(run.tickets());
    return when(
        !truth.equals(run.memo()),
        "The workflow recorded \"%s\", but the order has %s."
            .formatted(run.memo(), OrderVerdict.list(run.tickets())));
  }

  private Stream<Optional<String>> calls(Outcome outcome) {
    Schedule schedule = outcome.schedule();
    Outcome.Evidence evidence = outcome.evidence();
    int faults = schedule.faults();
    int creates = schedule.count(StepKind::isCreate);
    int expired = schedule.count(StepKind.EXPIRED::equals);
    int interruptions = schedule.interruptions();
    int mostCreates =
        1
            + faults
            + schedule.specials()
            + (schedule.has(Interruption.CANCEL_IN_QUEUE) ? 1 : 0) // it may not be sent
            + (idempotent ? CREATES_PER_INTERRUPTION * interruptions : 0);
    Duration limit =
        world
            .settleTime()
            .multipliedBy(MAX_SETTLE_TIMES)
            .multipliedBy(1 + faults + schedule.specials() + interruptions)
            // An outage, and the growing waits of the retries in it.
            .plus(
                schedule.has(StepKind::isOutage) ? world.outage().multipliedBy(2) : Duration.ZERO);
    return Stream.of(
        evidence
            .ticketBeforeLastCreate()
            .filter(ticket -> !idempotent)
            .map("createTicket was called again after %s had been acknowledged."::formatted),
        when(
            creates > mostCreates,
            "createTicket was called %s; with %s, the limit is %d."
                .formatted(
                    OrderVerdict.times(creates),
                    faults == 1 ? "1 fault" : faults + " faults",
                    mostCreates)),
        when(
            schedule.repeatsRejection(),
            "%s was called again after a rejection."
                    .formatted(
                        schedule.has(StepKind.UNKNOWN)
                            ? Operation.FIND_RESERVATION
                            : Operation.CREATE_TICKET)
                + (schedule.hasRetryPolicy()
                    ? " The rejection left placeOrder inside another failure, and the order was placed"
                        + " with a retry policy, which looks only at the outermost one. Throw"
                        + " OrderFailures.rejection(failure), whichever call was rejected: "
                        + "exercises/lessons.md#a-declined-payment-ends-the-order-without-a-ticket"
                    : "")),
        when(
            expired > MAX_EXPIRED + faults + interruptions,
            "createTicket was called %d times with an expired token. A token that is renewed before a wait may have expired after it."
                .formatted(expired)),
        when(
            (evidence.leftCreateOpen() || evidence.clockStopped()) && !idempotent,
            "The workflow ended while one of its calls was still open."),
        evidence
            .secondStarterResult()
            .map(WorkflowResult::words)
            .filter(words -> !words.equals(outcome.runs().get(0).result().words()))
            .map("The second starter got a different result: its workflow %s."::formatted),
        outcome.runs().stream()
            .map(Outcome.Run::took)
            .filter(took -> took.compareTo(limit) > 0)
            .findFirst()
            .map(
                took ->
                    "The workflow took %d minutes; the limit is %d."
                        .formatted(took.toMinutes(), limit.toMinutes())));
  }

  private Stream<Optional<String>> histories(Outcome.Evidence evidence) {
    return Stream.of(
        evidence
            .differenceInReplay()
            .map("After a restart, the replay takes a different path: %s."::formatted),
        evidence.histories().stream()
            .map(history -> history.getWorkflowExecution().getWorkflowId())
            .distinct()
            .skip(1) // the order's own
            .filter(OrderId::isValid)
            .findFirst()
            .map(
                "The child workflow's ID, %s, may be another order's. Let it begin differently."
                    ::formatted),
        evidence.histories().stream()
            .map(Histories::recorded)
            .filter(recorded -> recorded.stream().distinct().count() > 1)
            .findFirst()
            .map(
                recorded ->
                    "The workflow recorded %s: the first before it was certain."
                        .formatted(String.join(", and then ", recorded))),
        evidence.eventWithCard().map("The card number is in the history: %s."::formatted),
        when(
            evidence.events() > world.maxEvents(),
            "The history has %d events, although Temporal suggested after %d to continue as new."
                .formatted(evidence.events(), EarlySuggestion.EVENTS)));
  }

  private static Optional<String> when(boolean wrong, String sentence) {
    return wrong ? Optional.of(sentence) : Optional.empty();
  }
}
