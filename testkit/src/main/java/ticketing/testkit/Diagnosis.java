package ticketing.testkit;

import com.google.protobuf.util.Durations;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;

/**
 * Finds out why an order went wrong, where its result and its calls do not show it.
 *
 * @param result null if the workflow has not ended
 * @param tickets the tickets in the ledger, after every late write
 * @param timing the limits that the ticket system served
 * @param undisturbed whether the order was placed once, and no worker died
 */
record Diagnosis(
    Strategy strategy,
    WorkflowResult result,
    List<String> tickets,
    TimingGuarantees timing,
    boolean undisturbed,
    List<Journal.Entry> journal,
    List<WorkflowExecutionHistory> histories) {
  private static final int GROWING_WAITS = 4;

  /** A wait that is so many times longer than needed is far too long. */
  private static final int FAR_TOO_LONG = 2;

  private static final Set<Journal.Kind> FAILED =
      EnumSet.of(Journal.Kind.NOT_WRITTEN, Journal.Kind.RESPONSE_LOST, Journal.Kind.WRITE_PENDING);

  /** By strategy, how long orders waited after a failed create, by the time they should have. */
  private static final Map<Strategy, Map<Duration, Duration>> WAITS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Returns why it went wrong, as a sentence, where result and calls do not show it. */
  Optional<String> cause() {
    return Stream.of(
            continuedWithoutInput(),
            refusedChild(),
            retriedRejection(),
            unretriedChild(),
            growingWaits(),
            gaveUp(),
            undisturbed ? wrongWait() : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> continuedWithoutInput() {
    return histories.stream()
        .map(WorkflowExecutionHistory::getLastEvent)
        .filter(HistoryEvent::hasWorkflowExecutionContinuedAsNewEventAttributes)
        .map(HistoryEvent::getWorkflowExecutionContinuedAsNewEventAttributes)
        .filter(next -> next.getInput().getPayloadsCount() == 0)
        .findFirst()
        .map(
            next ->
                "The workflow continued as new without its input. Pass the order ID to the next"
                    + " run.");
  }

  private Optional<String> refusedChild() {
    return Histories.refusedChildren(histories)
        // A second parent may be right not to start one.
        .filter(id -> id.equals(idOf(histories.get(0))) || failedSinceAlreadyStarted())
        .findFirst()
        .map(
            id ->
                "The child was not started: "
                    + (id.equals(idOf(histories.get(0)))
                            ? "its workflow ID is its parent's, %s. Derive another from the order ID."
                            : "Temporal knows the ID %s already. Then only a look-up finds the ticket.")
                        .formatted(id));
  }

  private boolean failedSinceAlreadyStarted() {
    return result != null && result.words().contains("already started");
  }

  private Optional<String> gaveUp() {
    int creates = creates();
    return undisturbed
            && creates > 1
            && result != null
            && result.kind() == WorkflowResult.Kind.OUTCOME_UNKNOWN
        ? Optional.of(
            "The code gave up after %d calls of createTicket. Nothing limits an outage."
                .formatted(creates))
        : Optional.empty();
  }

  private Optional<String> retriedRejection() {
    long rejected =
        journal.stream()
            .filter(entry -> entry.operation() == Operation.CREATE_TICKET)
            .filter(entry -> entry.kind() == Journal.Kind.REJECTED)
            .count();
    if (rejected < 2) {
      return Optional.empty();
    }
    Optional<String> wrapper =
        histories.stream()
            .map(Histories::failureOfLastAttempt)
            .flatMap(failure -> Histories.wrapper(failure).stream())
            .findFirst();
    return Optional.of(
        "createTicket was rejected %d times. ".formatted(rejected)
            + wrapper
                .map(
                    around ->
                        "A run ended with %s around the rejection, and a retry policy looks only at the outermost failure. Throw the rejection itself: OrderFailures.rejection."
                            .formatted(around))
                .orElse("A rejection is final: do not retry it."));
  }

  /** Unlike an activity, a child is not retried by default. */
  private Optional<String> unretriedChild() {
    return Histories.events(histories)
        .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
        .map(HistoryEvent::getStartChildWorkflowExecutionInitiatedEventAttributes)
        .filter(child -> !child.hasRetryPolicy())
        .findFirst()
        .filter(child -> creates() == 1)
        .filter(child -> result != null && result.kind() == WorkflowResult.Kind.FAILED)
        .map(child -> "The child has no retry policy. Unlike an activity, it is then not retried.");
  }

  /** Timers and the backoffs between runs grow apart: a child may sleep and be retried. */
  private Optional<String> growingWaits() {
    return Stream.of(waits(Diagnosis::timer), waits(Diagnosis::backoff))
        .filter(Diagnosis::keepGrowing)
        .findFirst()
        .map(
            waits ->
                "The waits keep growing: %s, %s, … %s. A backoff coefficient of 1 keeps them equal."
                    .formatted(
                        rounded(waits.get(0)),
                        rounded(waits.get(1)),
                        rounded(waits.get(waits.size() - 1))));
  }

  private List<Duration> waits(Function<HistoryEvent, com.google.protobuf.Duration> waitOf) {
    return Histories.events(histories)
        .map(event -> Duration.ofMillis(Durations.toMillis(waitOf.apply(event))))
        .filter(wait -> !wait.isZero())
        .toList();
  }

  private static com.google.protobuf.Duration timer(HistoryEvent event) {
    return event.getTimerStartedEventAttributes().getStartToFireTimeout();
  }

  private static com.google.protobuf.Duration backoff(HistoryEvent event) {
    return event.getWorkflowExecutionStartedEventAttributes().getFirstWorkflowTaskBackoff();
  }

  private static boolean keepGrowing(List<Duration> waits) {
    int growing = 0;
    for (int i = 1; i < waits.size(); i++) {
      growing = waits.get(i).compareTo(waits.get(i - 1)) > 0 ? growing + 1 : 0;
    }
    return growing >= GROWING_WAITS;
  }

  private static String rounded(Duration wait) {
    return wait.toDays() > 1
        ? wait.toDays() + " days"
        : Timeline.text(wait.truncatedTo(ChronoUnit.SECONDS));
  }

  private Optional<String> wrongWait() {
    Duration settleTime = settleTime(timing);
    boolean looks = journal.stream().anyMatch(call -> call.operation() == Operation.FIND_TICKET);
    return settled(journal)
        .filter(
            settled ->
                tickets.size() > 1
                        && looks
                        && settled.time().compareTo(settleTime.truncatedTo(ChronoUnit.SECONDS)) < 0
                    || tickets.size() == 1
                        && settled.time().compareTo(settleTime.multipliedBy(FAR_TOO_LONG)) > 0)
        .map(
            settled ->
                "Between the failed createTicket and the %s that followed, %s passed; %s.%s"
                    .formatted(
                        settled.until(),
                        Timeline.text(settled.time()),
                        // To add them up is what the test teaches; it is told after a wait of D.
                        settled.time().compareTo(timing.maxWriteDelay()) < 0
                            ? Timeline.limits(timing)
                            : "D + L = " + Timeline.text(settleTime),
                        sourceOf(settled.time(), settleTime)));
  }

  /** Returns where a wrong wait may come from, as a sentence; empty if that is unknown. */
  private String sourceOf(Duration wait, Duration settleTime) {
    boolean hasChild = strategy.workflows().size() > 1;
    if (hasChild && wait.toSeconds() == 1) {
      return " One second is the default interval of a retry policy.";
    }
    return WAITS.getOrDefault(strategy, Map.of()).entrySet().stream()
        .filter(other -> !wait.isZero() && other.getValue().equals(wait))
        .filter(other -> !other.getKey().equals(settleTime))
        .findFirst()
        .map(
            other ->
                " It was the same where D + L = %s: take the limits from the reservation."
                    .formatted(Timeline.text(other.getKey())))
        .orElse("");
  }

  /** Remembers how long an order waited after a failed create. */
  static void rememberWait(
      Strategy strategy, TimingGuarantees timing, List<Journal.Entry> journal) {
    settled(journal)
        .ifPresent(
            settled ->
                WAITS
                    .computeIfAbsent(strategy, first -> new ConcurrentHashMap<>())
                    .put(settleTime(timing), settled.time()));
  }

  private static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  /** How long an order waited after a failed create, and until which call. */
  private record Settled(Duration time, Operation until) {}

  /**
   * Returns the time from the first failed create to the look-up that decides about the next: the
   * last one before it. If there is no other create, the first look-up decides.
   */
  private static Optional<Settled> settled(List<Journal.Entry> journal) {
    Optional<Journal.Entry> failed =
        journal.stream().filter(entry -> FAILED.contains(entry.kind())).findFirst();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    Journal.Entry decisive = null;
    for (Journal.Entry next : journal.subList(journal.indexOf(failed.get()) + 1, journal.size())) {
      if (next.operation() == Operation.CREATE_TICKET && next.call() > failed.get().call()) {
        decisive = decisive == null ? next : decisive;
        break;
      }
      boolean isFound = next.kind() == Journal.Kind.FOUND;
      if (next.operation() == Operation.FIND_TICKET && (decisive == null || !isFound)) {
        decisive = next;
      }
    }
    return Optional.ofNullable(decisive)
        .map(
            next ->
                new Settled(
                    Duration.between(failed.get().at(), next.at()).truncatedTo(ChronoUnit.SECONDS),
                    next.operation()));
  }

  /** Returns how often each operation was called. */
  Map<Operation, Integer> counts() {
    Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    journal.forEach(entry -> counts.merge(entry.operation(), entry.call(), Math::max));
    return counts;
  }

  private int creates() {
    return counts().getOrDefault(Operation.CREATE_TICKET, 0);
  }

  /** Returns the histories of the order's own runs, without those of its children. */
  Stream<WorkflowExecutionHistory> ownHistories() {
    return histories.stream().filter(history -> idOf(history).equals(idOf(histories.get(0))));
  }

  private static String idOf(WorkflowExecutionHistory history) {
    return history.getWorkflowExecution().getWorkflowId();
  }
}
