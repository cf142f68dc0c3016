package ticketing.runner.run.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.system.OrderId;
import ticketing.system.PaymentService;
import ticketing.testkit.Histories;

/**
 * What Temporal remembers of an order: its runs, those of its children, their events a line each,
 * and whether the card number stands in them.
 */
public final class OrderHistory {
  /** A child that is retried for days has thousands of runs: no more than so many are fetched. */
  public static final int MOST_RUNS = 50;

  private static final String CREATE = "CreateTicket";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<WorkflowExecutionHistory> stored;
  private final List<WorkflowExecutionHistory> decoded;
  private final String problem;

  /**
   * Whether a card number stands in what Temporal remembers, as it is stored or decoded, in
   * payloads, failures and their traces.
   */
  public enum Card {
    /** Everything was searched, and it is not there. */
    NOWHERE,
    /** It is there, and should not. */
    FOUND,
    /** It was not found, but not everything can be read. */
    UNKNOWN,
    /** There is none that could be there: no ticket was asked for, or it is not of an order. */
    NONE
  }

  /**
   * One run of a workflow.
   *
   * @param workflowId the workflow's
   * @param runId the run's
   * @param allLines of every event a line, the seconds since the first run began before it
   * @param lines the same without the events that tell only that a worker has worked
   */
  public record Run(String workflowId, String runId, List<String> allLines, List<String> lines) {}

  OrderHistory(List<WorkflowExecutionHistory> stored, EncryptionKeys keys) {
    HistoryDecoder decoder = new HistoryDecoder(keys);
    this.stored = stored;
    this.decoded = stored.stream().map(decoder::decode).toList();
    this.problem = String.join(" ", decoder.problems());
  }

  /**
   * Fetches it. Of a workflow that has continued as new, from its first run on.
   *
   * @param keys to decode it with
   * @return empty if Temporal knows of no such workflow
   * @throws StatusRuntimeException if Temporal does not answer
   */
  public static Optional<OrderHistory> fetch(
      WorkflowClient client, EncryptionKeys keys, String workflowId) {
    try {
      return Optional.of(
          new OrderHistory(
              Histories.stored(client, firstRun(client, workflowId), MOST_RUNS), keys));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND
          || e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The server gives the last run; an order that has continued as new began with another. */
  private static WorkflowExecution firstRun(WorkflowClient client, String workflowId) {
    WorkflowExecutionStartedEventAttributes last =
        client
            .fetchHistory(workflowId)
            .getEvents()
            .get(0)
            .getWorkflowExecutionStartedEventAttributes();
    String runId =
        last.getFirstExecutionRunId().isEmpty()
            ? last.getOriginalExecutionRunId()
            : last.getFirstExecutionRunId();
    return WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(runId).build();
  }

  /** Its runs, decoded; what there is no key for stays as it is ({@link #problem}). */
  public List<Run> runs() {
    return told(decoded);
  }

  /** The same as Temporal stores them. */
  public List<Run> storedRuns() {
    return told(stored);
  }

  /** Whether there may be more runs than were fetched. */
  public boolean mayHaveMore() {
    return stored.size() == MOST_RUNS;
  }

  /** Why something could not be decoded, in sentences; empty if all could be. */
  public Optional<String> problem() {
    return Optional.of(problem).filter(why -> !why.isEmpty());
  }

  /**
   * The order that it is of, which is not always in the workflow's ID: a child has another. Empty
   * if it is not of an order, or cannot be read.
   */
  public Optional<String> orderId() {
    Payloads input =
        decoded.get(0).getEvents().get(0).getWorkflowExecutionStartedEventAttributes().getInput();
    return input.getPayloadsList().stream().findFirst().flatMap(OrderHistory::orderId);
  }

  /** An order's workflow is given its ID, a child the reservation. */
  private static Optional<String> orderId(Payload payload) {
    try {
      JsonNode given = JSON.readTree(payload.getData().toByteArray());
      String text = (given.isObject() ? given.path("orderId") : given).asText();
      return Optional.of(text).filter(OrderId::isValid);
    } catch (IOException e) {
      // Not JSON: encrypted, or of a workflow that is not ours.
      return Optional.empty();
    }
  }

  /** Whether the order's card number stands in it. */
  public Card card() {
    if (orderId().filter(this::hasCardOf).isPresent()) {
      return Card.FOUND;
    }
    if (!problem.isEmpty()) {
      return Card.UNKNOWN;
    }
    return orderId().isPresent() && (hasCreate() || mayHaveMore()) ? Card.NOWHERE : Card.NONE;
  }

  private boolean hasCardOf(String orderId) {
    String number = new PaymentService().paymentInfoOf(orderId).cardNumber();
    return Histories.contain(Stream.concat(stored.stream(), decoded.stream()).toList(), number);
  }

  /** Only the activity that creates a ticket asks for the payment. */
  private boolean hasCreate() {
    return stored.stream()
        .flatMap(history -> history.getEvents().stream())
        .anyMatch(
            event ->
                event
                    .getActivityTaskScheduledEventAttributes()
                    .getActivityType()
                    .getName()
                    .equals(CREATE));
  }

  private static List<Run> told(List<WorkflowExecutionHistory> histories) {
    Timestamp begin = histories.get(0).getEvents().get(0).getEventTime();
    return histories.stream().map(history -> told(history, begin)).toList();
  }

  private static Run told(WorkflowExecutionHistory history, Timestamp begin) {
    EventText text = new EventText(begin);
    List<String> allLines = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (HistoryEvent event : history.getEvents()) {
      String line = text.line(event);
      allLines.add(line);
      if (!EventText.isBookkeeping(event)) {
        lines.add(line);
      }
    }
    return new Run(
        history.getWorkflowExecution().getWorkflowId(),
        history
            .getEvents()
            .get(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getOriginalExecutionRunId(),
        List.copyOf(allLines),
        List.copyOf(lines));
  }
}
