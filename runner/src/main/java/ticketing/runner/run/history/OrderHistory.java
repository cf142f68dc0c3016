package ticketing.runner.run.history;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import ticketing.runner.run.encryption.DecryptionException;
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

  private static final DataConverter PLAIN = DefaultDataConverter.STANDARD_INSTANCE;

  private final List<WorkflowExecutionHistory> stored;
  private final List<WorkflowExecutionHistory> decoded;
  private final CodecDataConverter converter;

  /** The distinct reasons why payloads could not be decoded. */
  private final Set<String> problems = new TreeSet<>();

  /** The result of searching payloads, failures, and stack traces for the order's card number. */
  public enum Card {
    NOWHERE("%s is not in this history, not even in failures or their stack traces."),
    FOUND("%s IS IN THIS HISTORY."),
    UNKNOWN("%s may be in the parts that cannot be decrypted."),
    NONE("This is not the history of an order, and has no card number.");

    final String sentence;

    Card(String sentence) {
      this.sentence = sentence;
    }
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
    this.converter = new CodecDataConverter(PLAIN, List.of(new EncryptionCodec(keys)));
    this.decoded =
        stored.stream()
            .map(
                run ->
                    new WorkflowExecutionHistory(
                        (History) decoded(run.getHistory()),
                        run.getWorkflowExecution().getWorkflowId()))
            .toList();
  }

  /** Decodes all payloads and failures in a value of a message. */
  private Object decoded(Object value) {
    try {
      if (value instanceof Payload payload) {
        return converter.decode(List.of(payload)).get(0);
      } else if (value instanceof Failure failure) {
        return PLAIN.exceptionToFailure(converter.failureToException(failure));
      } else if (value instanceof List<?> values) {
        return values.stream().map(this::decoded).toList();
      } else if (value instanceof Message message) {
        Message.Builder copy = message.toBuilder();
        message.getAllFields().forEach((field, content) -> copy.setField(field, decoded(content)));
        return copy.build();
      }
    } catch (DecryptionException e) {
      problems.add(e.getMessage());
    } catch (DataConverterException e) {
      // Another SDK has encoded this failure.
    }
    return value;
  }

  /** Fetches the history from the first run on; returns empty if Temporal has no such workflow. */
  public static Optional<OrderHistory> fetch(
      WorkflowClient client, EncryptionKeys keys, String workflowId) {
    try {
      // Fetches the last run. If the order has continued as new, its first run is another.
      String first = started(client.fetchHistory(workflowId)).getFirstExecutionRunId();
      WorkflowExecution run =
          WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(first).build();
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
    return runs(decoded);
  }

  /** Returns the runs as Temporal stores them. */
  List<Run> storedRuns() {
    return runs(stored);
  }

  private static List<Run> runs(List<WorkflowExecutionHistory> histories) {
    long start = Timestamps.toMillis(histories.get(0).getEvents().get(0).getEventTime());
    return histories.stream().map(history -> EventLines.run(history, start)).toList();
  }

  /** Returns whether there may be more runs than those fetched. */
  boolean mayHaveMore() {
    return stored.size() == MAX_RUNS;
  }

  /** Returns the sentences that say why payloads could not be decrypted, if there are any. */
  public Optional<String> problem() {
    return Optional.of(String.join(" ", problems)).filter(why -> !why.isEmpty());
  }

  /** Returns the order ID, even from a child's history; empty if no readable one exists. */
  Optional<String> orderId() {
    return ORDER_ID
        .matcher(runs().get(0).allLines().get(0))
        .results()
        .map(input -> input.group(1))
        .findFirst();
  }

  /** Searches the history for the order's card number, both as stored and decrypted. */
  public Card card() {
    Optional<CardNumber> card = orderId().map(CardNumber::of);
    if (card.flatMap(number -> number.eventIn(stored).or(() -> number.eventIn(decoded)))
        .isPresent()) {
      return Card.FOUND;
    }
    if (!problems.isEmpty()) {
      return Card.UNKNOWN;
    }
    return card.isPresent() ? Card.NOWHERE : Card.NONE;
  }
}
