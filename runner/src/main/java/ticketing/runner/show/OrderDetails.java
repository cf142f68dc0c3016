package ticketing.runner.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.run.history.OrderHistory;
import ticketing.runner.run.orders.KillableWorker;
import ticketing.system.Journal;
import ticketing.system.LedgerException;
import ticketing.worker.PendingOrderDiagnosis;

/**
 * Holds what the window of one order shows.
 *
 * @param tickets those on disk
 * @param webUi where Temporal's Web UI shows the order; null if there is none
 */
record OrderDetails(
    String orderID,
    String folder,
    String webUi,
    List<String> tickets,
    @JsonUnwrapped Calls calls,
    @JsonUnwrapped Memory memory) {
  private static final double MILLIS = 1000;

  /** What the ticket system saw of the order. */
  record Calls(Card.State state, Card.Harm harm, String told, List<Call> timeline) {}

  /**
   * One entry of the journal.
   *
   * @param seconds since the first one
   * @param tone good, wait or bad; null if it is nothing special
   */
  record Call(double seconds, String operation, int call, String outcome, String tone) {}

  /**
   * What Temporal remembers of the order.
   *
   * @param pendingReason why it waits; null if it has ended, or the reason is unknown
   * @param card whether its card number is there
   * @param historyProblem why something is missing; null if nothing is
   */
  record Memory(
      String pendingReason,
      OrderHistory.Card card,
      List<OrderHistory.Run> history,
      String historyProblem) {}

  /**
   * Collects the details of an order of a lane; empty if there is no such order.
   *
   * @throws LedgerException if the order's folder cannot be read
   */
  static Optional<OrderDetails> of(RunningShow show, Lane lane, int number, Optional<WebUi> webUi) {
    String orderId = lane.orderId(number);
    return show.board
        .read(lane.code, number, OrderDetails::calls)
        .map(
            calls ->
                new OrderDetails(
                    orderId,
                    lane.ledger.database().resolve(orderId).toString(),
                    webUi.map(ui -> ui.of(orderId)).orElse(null),
                    lane.ticketsOnDisk(number),
                    calls,
                    memory(show, lane, orderId, calls.state() == Card.State.OPEN)));
  }

  private static Calls calls(Card card) {
    List<Call> calls = new ArrayList<>();
    Set<String> sold = new HashSet<>();
    List<Journal.Entry> timeline = card.timeline();
    for (Journal.Entry entry : timeline) {
      boolean isOneMore =
          Card.sells(entry.kind())
              && sold.addAll(entry.ticketId().stream().toList())
              && sold.size() > 1;
      calls.add(
          new Call(
              Duration.between(timeline.get(0).at(), entry.at()).toMillis() / MILLIS,
              entry.operation().toString(),
              entry.call(),
              entry.outcome() + (isOneMore ? ": one too many" : ""),
              isOneMore ? "bad" : tone(entry.kind())));
    }
    return new Calls(card.state(), card.harm(), card.told(), calls);
  }

  private static String tone(Journal.Kind kind) {
    return switch (kind) {
      case STORED, FOUND -> "good";
      case ANSWERED, NONE -> null;
      default -> "wait";
    };
  }

  private static Memory memory(RunningShow show, Lane lane, String orderId, boolean isOpen) {
    if (show.temporal.isGone()) {
      return unknown(null, "Temporal does not answer.");
    }
    try {
      Optional<OrderHistory> history =
          OrderHistory.fetch(show.temporal.client(), EncryptionKeys.of(show.context), orderId);
      if (history.isEmpty()) {
        return unknown(
            isOpen ? "It waits until other orders of its lane have ended." : null,
            "Temporal does not know this order.");
      }
      return new Memory(
          isOpen ? pendingReason(show, lane, orderId) : null,
          history.get().card(),
          history.get().runs(),
          history.get().problem().orElse(null));
    } catch (StatusRuntimeException e) {
      return unknown(null, "Temporal does not answer: " + e.getStatus().getCode() + ".");
    }
  }

  private static Memory unknown(String pendingReason, String problem) {
    return new Memory(pendingReason, OrderHistory.Card.UNKNOWN, List.of(), problem);
  }

  private static String pendingReason(RunningShow show, Lane lane, String orderId) {
    KillableWorker.Status worker = show.worker.status();
    return switch (worker.state()) {
      case READY -> PendingOrderDiagnosis.of(show.temporal.client(), lane.strategy(), orderId);
      case STARTING -> "The worker is starting.";
      case KILLED -> "The worker was killed. Start it, and the order resumes.";
      case ENDED -> "There is no worker: " + worker.words();
    };
  }
}
