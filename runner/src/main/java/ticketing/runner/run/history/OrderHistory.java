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
import java.util.ArrayList;
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
 *
 * @param runs the runs, decrypted; payloads without a key stay encrypted
 * @param problem the sentences that say why payloads could not be decoded, if there are any
 * @param orderId the order ID, even from a child's history; empty if no readable one exists
 * @param card whether the order's card number is in the history, as stored or decrypted
 */
public record OrderHistory(
    List<Run> runs,
    List<Run> storedRuns,
    boolean mayHaveMore,
    Optional<String> problem,
    Optional<String> orderId,
    Card card) {
  /** The maximum number of runs to fetch: a child that is retried for days has thousands. */
  static final int MAX_RUNS = 50;

  /** Matches the order ID in the input of the workflow, or in the reservation that a child gets. */
  private static final Pattern ORDER_ID = Pattern.compile("\"(order-[a-z0-9-]{1,40})\"");

  private static final DataConverter PLAIN = DefaultDataConverter.STANDARD_INSTANCE;

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
   * @param events how many events it has
   * @param lines one line for each event but workflow tasks and activity starts, with the seconds
   *     since the first run began
   */
  public record Run(String workflowId, String runId, int events, List<String> lines) {}

  /** Fetches the history from the first run on; returns empty if Temporal has no such workflow. */
  public static Optional<OrderHistory> fetch(
      WorkflowClient client, EncryptionKeys keys, String workflowId) {
    try {
      // Fetches the last run. If the order has continued as new, its first run is another.
      String first = started(client.fetchHistory(workflowId)).getFirstExecutionRunId();
      WorkflowExecution run =
          WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(first).build();
      return Optional.of(of(Histories.stored(client, run, MAX_RUNS), keys));
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

  static OrderHistory of(List<WorkflowExecutionHistory> stored, EncryptionKeys keys) {
    CodecDataConverter converter =
        new CodecDataConverter(PLAIN, List.of(new EncryptionCodec(keys)));
    Set<String> problems = new TreeSet<>();
    List<WorkflowExecutionHistory> decoded = new ArrayList<>();
    for (WorkflowExecutionHistory run : stored) {
      History history = (History) decoded(run.getHistory(), converter, problems);
      String workflowId = run.getWorkflowExecution().getWorkflowId();
      decoded.add(new WorkflowExecutionHistory(history, workflowId));
    }
    List<Run> runs = runs(decoded);
    Optional<String> orderId =
        ORDER_ID.matcher(runs.get(0).lines().get(0)).results().map(id -> id.group(1)).findFirst();
    boolean hasCard =
        orderId
            .map(CardNumber::of)
            .flatMap(card -> card.eventIn(stored).or(() -> card.eventIn(decoded)))
            .isPresent();
    return new OrderHistory(
        runs,
        runs(stored),
        stored.size() == MAX_RUNS,
        Optional.of(String.join(" ", problems)).filter(why -> !why.isEmpty()),
        orderId,
        hasCard
            ? Card.FOUND
            : !problems.isEmpty() ? Card.UNKNOWN : orderId.isPresent() ? Card.NOWHERE : Card.NONE);
  }

  private static List<Run> runs(List<WorkflowExecutionHistory> histories) {
    long start = Timestamps.toMillis(histories.get(0).getEvents().get(0).getEventTime());
    return histories.stream().map(history -> EventLines.run(history, start)).toList();
  }

  /** Decodes all payloads and failures in a value of a message; adds why one cannot be decoded. */
  private static Object decoded(Object value, CodecDataConverter converter, Set<String> problems) {
    try {
      if (value instanceof Payload payload) {
        return converter.decode(List.of(payload)).get(0);
      } else if (value instanceof Failure failure) {
        return PLAIN.exceptionToFailure(converter.failureToException(failure));
      } else if (value instanceof List<?> values) {
        return values.stream().map(each -> decoded(each, converter, problems)).toList();
      } else if (value instanceof Message message) {
        Message.Builder copy = message.toBuilder();
        message
            .getAllFields()
            .forEach((field, each) -> copy.setField(field, decoded(each, converter, problems)));
        return copy.build();
      }
    } catch (DecryptionException e) {
      problems.add(e.getMessage());
    } catch (DataConverterException e) {
      // Another SDK has encoded this failure.
    }
    return value;
  }
}
