package ticketing.testkit;

import com.google.protobuf.util.Durations;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;

/** Explains what is wrong with an order where its result and its calls do not show it. */
final class Diagnosis {
  private static final int GROWING_WAITS = 4;

  /** A wait that is so many times longer than needed is far too long. */
  private static final int FAR_TOO_LONG = 2;

  private static final Set<Journal.Kind> FAILED =
      EnumSet.of(Journal.Kind.NOT_WRITTEN, Journal.Kind.RESPONSE_LOST, Journal.Kind.WRITE_PENDING);

  /** By strategy, how long orders waited after a failed create, by the time they should have. */
  private static final Map<Strategy, Map<Duration, Duration>> WAITS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Diagnosis() {}

  /**
   * Returns the explanation, as a sentence.
   *
   * @param tickets how many tickets there are in the end
   * @param undisturbed whether the order was placed once, and no worker died
   */
  static Optional<String> of(
      Strategy strategy,
      TimingGuarantees timing,
      int tickets,
      boolean undisturbed,
      List<Journal.Entry> journal,
      List<WorkflowExecutionHistory> histories) {
    return Stream.of(
            continuedWithoutInput(histories),
            retriedRejection(journal),
            growingWaits(histories),
            undisturbed ? wrongWait(strategy, timing, tickets, journal) : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> continuedWithoutInput(List<WorkflowExecutionHistory> histories) {
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

  private static Optional<String> retriedRejection(List<Journal.Entry> journal) {
    long rejected =
        journal.stream()
            .filter(entry -> entry.operation() == Operation.CREATE_TICKET)
            .filter(entry -> entry.kind() == Journal.Kind.REJECTED)
            .count();
    return rejected < 2
        ? Optional.empty()
        : Optional.of(
            "createTicket was rejected %d times. A rejection is final: do not retry it."
                .formatted(rejected));
  }

  private static Optional<String> growingWaits(List<WorkflowExecutionHistory> histories) {
    List<Duration> waits =
        histories.stream()
            .flatMap(history -> history.getEvents().stream())
            .map(Diagnosis::waitOf)
            .filter(wait -> !wait.isZero())
            .toList();
    long growing = 0;
    for (int i = 1; i < waits.size(); i++) {
      growing = waits.get(i).compareTo(waits.get(i - 1)) > 0 ? growing + 1 : 0;
    }
    return growing < GROWING_WAITS
        ? Optional.empty()
        : Optional.of(
            "The waits keep growing: %s, %s, … %s. A backoff coefficient of 1 keeps them equal."
                .formatted(
                    rounded(waits.get(0)),
                    rounded(waits.get(1)),
                    rounded(waits.get(waits.size() - 1))));
  }

  private static String rounded(Duration wait) {
    return wait.toDays() > 1
        ? wait.toDays() + " days"
        : Timeline.text(wait.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Duration waitOf(HistoryEvent event) {
    return Duration.ofMillis(
        Durations.toMillis(
            event.hasTimerStartedEventAttributes()
                ? event.getTimerStartedEventAttributes().getStartToFireTimeout()
                : event
                    .getWorkflowExecutionStartedEventAttributes()
                    .getFirstWorkflowTaskBackoff()));
  }

  private static Optional<String> wrongWait(
      Strategy strategy, TimingGuarantees timing, int tickets, List<Journal.Entry> journal) {
    Duration settleTime = timing.maxWriteDelay().plus(timing.maxReadLag());
    return waitAfterFailedCreate(journal)
        .filter(
            wait ->
                tickets > 1 && wait.compareTo(settleTime.truncatedTo(ChronoUnit.SECONDS)) < 0
                    || tickets == 1 && wait.compareTo(settleTime.multipliedBy(FAR_TOO_LONG)) > 0)
        .map(
            wait ->
                "After a failed createTicket the next call came after %s; D + L = %s."
                        .formatted(Timeline.text(wait), Timeline.text(settleTime))
                    + sameWaitElsewhere(strategy, settleTime, wait)
                        .map(
                            other ->
                                " It was the same where D + L = %s: take the limits from the"
                                        .formatted(Timeline.text(other))
                                    + " reservation.")
                        .orElse(""));
  }

  private static Optional<Duration> sameWaitElsewhere(
      Strategy strategy, Duration settleTime, Duration wait) {
    return WAITS.getOrDefault(strategy, Map.of()).entrySet().stream()
        .filter(
            other ->
                !wait.isZero()
                    && other.getValue().equals(wait)
                    && !other.getKey().equals(settleTime))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Remembers how long an order waited after a failed create. */
  static void remember(Strategy strategy, TimingGuarantees timing, List<Journal.Entry> journal) {
    waitAfterFailedCreate(journal)
        .ifPresent(
            wait ->
                WAITS
                    .computeIfAbsent(strategy, first -> new ConcurrentHashMap<>())
                    .put(timing.maxWriteDelay().plus(timing.maxReadLag()), wait));
  }

  /**
   * Returns the time from the first failed create to the look-up that decides about the next: the
   * last one before it. If there is no other create, the first look-up decides.
   */
  private static Optional<Duration> waitAfterFailedCreate(List<Journal.Entry> journal) {
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
            next -> Duration.between(failed.get().at(), next.at()).truncatedTo(ChronoUnit.SECONDS));
  }
}
