package ticketing.runner.history;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.Connections;
import ticketing.runner.UsageException;
import ticketing.runner.encryption.EncryptionKeys;
import ticketing.system.PaymentService;
import ticketing.system.RejectedException;
import ticketing.temporal.TemporalConnection;
import ticketing.testkit.Histories;

/** {@code ./workshop history ID}: what Temporal remembers of an order. */
@Command(
    name = "history",
    description =
        "Show what Temporal remembers of an order, an event a line, and look for the card number"
            + " in it.")
public final class HistoryCommand implements Callable<Integer> {
  /** A child that is retried for days has thousands of runs. */
  private static final int MOST_RUNS = 50;

  @Parameters(paramLabel = "ID", description = "The order's ID, or another workflow's.")
  private String workflowId;

  @Option(names = "--raw", description = "As Temporal stores it; what is encrypted stays so.")
  private boolean raw;

  @Option(names = "--all", description = "Also the events that only tell that a worker has worked.")
  private boolean all;

  @Override
  public Integer call() {
    HistoryDecoder decoder = new HistoryDecoder(EncryptionKeys.ofEnvironment());
    List<WorkflowExecutionHistory> stored = fetch();
    List<WorkflowExecutionHistory> decoded = stored.stream().map(decoder::decode).toList();
    tell(raw ? stored : decoded);
    if (stored.size() == MOST_RUNS) {
      System.out.println("There may be more runs; these are the first " + MOST_RUNS + ".");
    }
    boolean isMissing = !decoder.problems().isEmpty();
    if (isMissing && !raw) {
      System.err.println("Not all can be read. " + String.join(" ", decoder.problems()));
    }
    return tellCardNumber(stored, decoded, isMissing) && (raw || !isMissing) ? 0 : 1;
  }

  private List<WorkflowExecutionHistory> fetch() {
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient())) {
      try {
        WorkflowClient client = temporal.client();
        return Histories.stored(client, firstRun(client), MOST_RUNS);
      } catch (StatusRuntimeException e) {
        throw new UsageException(
            e.getStatus().getCode() == Status.Code.NOT_FOUND
                    || e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                ? "Temporal at %s knows of no \"%s\". Place it first; the embedded server forgets all when it ends."
                    .formatted(temporal.address(), workflowId)
                : "Temporal at %s does not answer (%s)."
                    .formatted(temporal.address(), e.getMessage()),
            1);
      }
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage(), 1);
    }
  }

  /** The server gives the last run; an order that has continued as new began with another. */
  private WorkflowExecution firstRun(WorkflowClient client) {
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

  private void tell(List<WorkflowExecutionHistory> histories) {
    Timestamp begin = histories.get(0).getEvents().get(0).getEventTime();
    int leftOut = 0;
    for (WorkflowExecutionHistory history : histories) {
      List<HistoryEvent> events = history.getEvents();
      System.out.printf(
          "%s  run %s, %d events%n",
          history.getWorkflowExecution().getWorkflowId(), runId(events.get(0)), events.size());
      EventText text = new EventText(begin);
      for (HistoryEvent event : events) {
        String line = text.line(event);
        if (all || !EventText.isBookkeeping(event)) {
          System.out.println(line);
        } else {
          leftOut++;
        }
      }
    }
    if (leftOut > 0) {
      System.out.println(
          leftOut + " events tell only that a worker has worked; --all shows them too.");
    }
  }

  private static String runId(HistoryEvent first) {
    return first.getWorkflowExecutionStartedEventAttributes().getOriginalExecutionRunId();
  }

  /** Whether it is right: the card number is nowhere, or this is not the workflow of an order. */
  private boolean tellCardNumber(
      List<WorkflowExecutionHistory> stored,
      List<WorkflowExecutionHistory> decoded,
      boolean isMissing) {
    String cardNumber;
    try {
      cardNumber = new PaymentService().paymentInfoOf(workflowId).cardNumber();
    } catch (RejectedException e) {
      return true;
    }
    List<WorkflowExecutionHistory> both = new ArrayList<>(stored);
    both.addAll(decoded);
    if (Histories.contain(both, cardNumber)) {
      System.out.println("The card number of " + workflowId + " STANDS IN IT.");
      return false;
    }
    if (!isMissing) {
      System.out.println(
          "The card number of "
              + workflowId
              + " is nowhere in it, failures and their traces included.");
    }
    return true;
  }
}
