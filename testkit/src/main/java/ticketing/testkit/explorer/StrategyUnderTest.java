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
 * A strategy, and the ticket system that it calls.
 *
 * @param name for people, such as {@code 03-validate-loop}
 * @param ticketSystem opens the ticket system, without faults
 * @param idempotent whether its create is idempotent
 */
public record StrategyUnderTest(
    String name, Strategy strategy, TicketSystemFactory ticketSystem, boolean idempotent) {

  /** Opens a ticket system. */
  public interface TicketSystemFactory {
    /** Opens one that stores its tickets in this ledger. */
    TicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TimingGuarantees timing,
        Duration tokenLife,
        Clock clock);
  }

  /** Returns the strategy with the workshop's ticket system, which is not idempotent. */
  public static StrategyUnderTest of(Strategy strategy) {
    return new StrategyUnderTest(strategy.name(), strategy, LedgerTicketSystem::new, false);
  }

  /** Returns whether a child workflow does the work. */
  public boolean hasChild() {
    return strategy.workflows().size() > 1;
  }
}
