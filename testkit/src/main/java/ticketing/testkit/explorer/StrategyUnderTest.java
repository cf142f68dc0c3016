package ticketing.testkit.explorer;

import java.time.Clock;
import java.time.Duration;
import ticketing.order.Strategy;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Reservations;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;

/**
 * What the demo and the explorer put to the test: a strategy, and the ticket system that it calls.
 *
 * @param name as it is told, such as {@code 03-validate-loop}
 * @param strategy the workflow code
 * @param ticketSystem makes the ticket system, without faults
 * @param idempotent whether the ticket system's create is idempotent
 */
public record StrategyUnderTest(
    String name, Strategy strategy, TicketSystemFactory ticketSystem, boolean idempotent) {

  /** Makes a ticket system out of its parts. */
  public interface TicketSystemFactory {
    /** The ticket system that keeps its tickets in this ledger; a token lives so long. */
    TicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TimingGuarantees timing,
        Duration tokenLife,
        Clock clock);
  }

  /** A stage's strategy, and the ticket system that the workshop is about. */
  public static StrategyUnderTest of(Strategy strategy) {
    return new StrategyUnderTest(strategy.name(), strategy, LedgerTicketSystem::new, false);
  }

  /** Whether a child workflow does the work, which is made to outlive its parent. */
  public boolean hasChild() {
    return strategy.workflows().size() > 1;
  }
}
