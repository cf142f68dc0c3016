package ticketing.runner.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.run.history.OrderHistory;
import ticketing.system.Journal;
import ticketing.system.TicketSystemException;
import ticketing.worker.PendingOrderDiagnosis;

/**
 * All that can be told of one order: what the ticket system did, beside what Temporal remembers.
 */
final class OrderDetails {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLIS = 1000;

  private final RunningShow show;
  private final Lane lane;
  private final int number;
  private final Optional<WebUi> webUi;
  private final ObjectNode node = JSON.createObjectNode();

  private OrderDetails(RunningShow show, Lane lane, int number, Optional<WebUi> webUi) {
    this.show = show;
    this.lane = lane;
    this.number = number;
    this.webUi = webUi;
  }

  /**
   * Of an order of a lane.
   *
   * @return empty if there is no such order
   */
  static Optional<ObjectNode> of(RunningShow show, Lane lane, int number, Optional<WebUi> webUi) {
    return new OrderDetails(show, lane, number, webUi).get();
  }

  private Optional<ObjectNode> get() {
    String orderId = lane.orderId(number);
    node.put("lane", lane.code().id()).put("n", number).put("orderID", orderId);
    Optional<Card.State> state =
        show.board()
            .read(
                lane.code().id(),
                number,
                card -> {
                  writeCard(card);
                  return card.state();
                });
    if (state.isEmpty()) {
      return Optional.empty();
    }
    node.put("folder", lane.ledger().database().resolve(orderId).toString());
    node.put("webUi", webUi.map(ui -> ui.of(orderId)).orElse(null));
    writeTicketsOnDisk();
    writeWhatTemporalKnows(orderId, state.get() == Card.State.OPEN);
    return Optional.of(node);
  }

  private void writeWhatTemporalKnows(String orderId, boolean open) {
    if (show.temporal().isGone()) {
      noHistory("Temporal does not answer now.");
      return;
    }
    WorkflowClient client = show.temporal().client();
    try {
      Optional<OrderHistory> history =
          OrderHistory.fetch(client, EncryptionKeys.of(show.context()), orderId);
      if (history.isPresent()) {
        node.put("obstacle", open ? obstacle(client, orderId) : null);
        writeHistory(history.get());
      } else {
        node.put("obstacle", open ? "It waits until others of its lane have ended." : null);
        noHistory("Temporal knows of no such order now.");
      }
    } catch (StatusRuntimeException e) {
      noHistory("Temporal does not answer now: " + e.getStatus().getCode() + ".");
    }
  }

  private void noHistory(String why) {
    node.putArray("history");
    node.put("card", "unknown").put("historyProblem", why);
  }

  private void writeCard(Card card) {
    node.put("state", Card.word(card.state()))
        .put("told", card.told())
        .put("leftOut", card.timeline().leftOut());
    ArrayNode timeline = node.putArray("timeline");
    List<Journal.Entry> entries = card.timeline().entries();
    for (Journal.Entry entry : entries) {
      Instant begin = entries.get(0).at();
      timeline
          .addObject()
          .put("seconds", Duration.between(begin, entry.at()).toMillis() / MILLIS)
          .put("operation", entry.operation().toString())
          .put("call", entry.call())
          .put("kind", entry.kind().name())
          .put("words", entry.outcome())
          .put("ticket", entry.ticketId().orElse(null));
    }
  }

  /** As anybody sees them who looks into the folder. */
  private void writeTicketsOnDisk() {
    ArrayNode tickets = node.putArray("tickets");
    try {
      lane.ticketsOnDisk(number).forEach(tickets::add);
    } catch (TicketSystemException e) {
      node.put("ledgerProblem", e.getMessage());
    }
  }

  private String obstacle(WorkflowClient client, String orderId) {
    return switch (show.worker().state()) {
      case READY ->
          PendingOrderDiagnosis.failure(client, orderId)
              .or(() -> show.worker().saidOf(orderId))
              .orElseGet(
                  () -> PendingOrderDiagnosis.missingWorker(client, lane.strategy(), orderId));
      case STARTING -> "The worker is starting.";
      case KILLED -> "The worker was killed. Start it, and the order goes on.";
      case ENDED -> "There is no worker: " + show.worker().words();
    };
  }

  private void writeHistory(OrderHistory history) {
    ArrayNode runs = node.putArray("history");
    for (OrderHistory.Run run : history.runs()) {
      ObjectNode one =
          runs.addObject()
              .put("workflowID", run.workflowId())
              .put("runID", run.runId())
              .put("events", run.allLines().size());
      run.lines().forEach(one.putArray("lines")::add);
    }
    node.put(
        "card",
        switch (history.card()) {
          case NOWHERE, NONE -> "nowhere";
          case FOUND -> "found";
          case UNKNOWN -> "unknown";
        });
    node.put("historyProblem", history.problem().orElse(null));
  }
}
