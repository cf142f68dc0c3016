package ticketing.testkit.explorer;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.time.Duration;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystem;

/**
 * What the demo and the explorer put to the test: a strategy, the ticket system that it calls, and
 * how its orders are placed.
 *
 * @param name as it is told, such as {@code 03-validate-loop}
 * @param strategy the workflow code
 * @param ticketSystem makes the ticket system, without faults
 * @param idempotent whether the ticket system's create is idempotent
 * @param starter places an order
 */
public record Candidate(
    String name,
    Strategy strategy,
    TicketSystemFactory ticketSystem,
    boolean idempotent,
    Starter starter) {

  /** Makes a ticket system out of its parts. */
  public interface TicketSystemFactory {
    /** The ticket system that keeps its tickets in this ledger; a token lives so long. */
    TicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TermsOfService terms,
        Duration tokenLife,
        Clock clock);
  }

  /** Places an order, as {@link OrderPlacement#place} does. */
  public interface Starter {
    /** Starts the order's workflow on this task queue, if it may, and returns it. */
    WorkflowStub place(
        WorkflowClient client, String taskQueue, String orderId, WorkflowOptions.Builder options);
  }

  /** A stage's strategy, and the ticket system that the workshop is about. */
  public static Candidate of(Strategy strategy) {
    return new Candidate(
        strategy.name(), strategy, LedgerTicketSystem::new, false, OrderPlacement::place);
  }

  /** Whether a child workflow does the work, which is made to outlive its parent. */
  public boolean hasChild() {
    return strategy.workflows().size() > 1;
  }

  /** The same with another starter. */
  public Candidate with(Starter other) {
    return new Candidate(name, strategy, ticketSystem, idempotent, other);
  }
}
