package ticketing.runner.run.history;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.payload.codec.ChainCodec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.EncryptionCodec;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.testkit.CardNumber;
import ticketing.testkit.Histories;

/**
 * What Temporal has recorded about an order: the events of its runs and child workflows, as lines.
 */
public final class OrderHistory {
  /** The maximum number of runs to fetch: a child that is retried for days has thousands. */
  static final int MAX_RUNS = 50;

  /** Matches the order ID in the input of the workflow, or in the reservation that a child gets. */
  private static final Pattern ORDER_ID = Pattern.compile("\"(order-[a-z0-9-]{1,40})\"");

  private final List<WorkflowExecutionHistory> stored;
  private final EventLines decoded;
  private final List<Run> runs;

  /** The result of searching payloads, failures, and stack traces for the order's card number. */
  public enum Card {
    /** The number is not in the history, which was searched completely. */
    NOWHERE,
    /** The number is in the history, where it must not be. */
    FOUND,
    /** The number was not found, but not everything can be decrypted. */
    UNKNOWN,
    /** This is not the history of an order. */
    NONE
  }

  /**
   * One run of a workflow.
   *
   * @param workflowId the ID of the workflow
   * @param runId the ID of the run
   * @param allLines one line for each event, with the seconds since the first run began
   * @param lines the same lines without workflow tasks and activity starts
   */
  public record Run(String workflowId, String runId, List<String> allLines, List<String> lines) {}

  OrderHistory(List<WorkflowExecutionHistory> stored, EncryptionKeys keys) {
    this.stored = stored;
    this.decoded = new EventLines(new EncryptionCodec(keys));
    this.runs = runs(decoded);
  }

  /** Fetches the history from the first run on; returns empty if Temporal has no such workflow. */
  public static Optional<OrderHistory> fetch(
      WorkflowClient client, EncryptionKeys keys, String workflowId) {
    try {
      // The server returns the last run. If the order has continued as new, its first run is
      // another.
      WorkflowExecutionStartedEventAttributes last = started(client.fetchHistory(workflowId));
      String first = last.getFirstExecutionRunId();
      WorkflowExecution run =
          WorkflowExecution.newBuilder()
              .setWorkflowId(workflowId)
              .setRunId(first.isEmpty() ? last.getOriginalExecutionRunId() : first)
              .build();
      return Optional.of(new OrderHistory(Histories.stored(client, run, MAX_RUNS), keys));
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.NOT_FOUND || code == Status.Code.INVALID_ARGUMENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static WorkflowExecutionStartedEventAttributes started(WorkflowExecutionHistory run) {
    return run.getEvents().get(0).getWorkflowExecutionStartedEventAttributes();
  }

  /** Returns the runs, decrypted. Payloads without a key stay encrypted; see {@link #problem}. */
  public List<Run> runs() {
    return runs;
  }

  /** Returns the runs as Temporal stores them. */
  List<Run> storedRuns() {
    return runs(new EventLines(new ChainCodec(List.of())));
  }

  private List<Run> runs(EventLines eventLines) {
    long start = Timestamps.toMillis(stored.get(0).getEvents().get(0).getEventTime());
    return stored.stream().map(history -> eventLines.run(history, start)).toList();
  }

  /** Returns whether there may be more runs than those fetched. */
  boolean mayHaveMore() {
    return stored.size() == MAX_RUNS;
  }

  /** Returns the sentences that say why payloads could not be decrypted, if there are any. */
  public Optional<String> problem() {
    return Optional.of(String.join(" ", decoded.problems)).filter(why -> !why.isEmpty());
  }

  /** Returns the order ID, even from a child's history; empty if no readable one exists. */
  Optional<String> orderId() {
    Matcher input = ORDER_ID.matcher(runs.get(0).allLines().get(0));
    return input.find() ? Optional.of(input.group(1)) : Optional.empty();
  }

  /** Searches the history for the order's card number, both as stored and decrypted. */
  public Card card() {
    Optional<String> orderId = orderId();
    if (orderId.filter(this::hasCardOf).isPresent()) {
      return Card.FOUND;
    }
    if (problem().isPresent()) {
      return Card.UNKNOWN;
    }
    return orderId.isPresent() ? Card.NOWHERE : Card.NONE;
  }

  private boolean hasCardOf(String orderId) {
    CardNumber card = CardNumber.of(orderId);
    Stream<String> lines = runs.stream().flatMap(run -> run.allLines().stream());
    return card.eventIn(stored).isPresent()
        || Stream.concat(lines, decoded.stackTraces.stream()).anyMatch(card::isIn);
  }
}
