package ticketing.testkit.explorer;

import ticketing.order.Strategy;
import ticketing.system.LedgerTicketSystem;

/**
 * A strategy and the ticket system that it calls.
 *
 * @param name the display name, such as {@code 03-validate-loop}
 * @param ticketSystem creates the ticket system, without faults
 * @param idempotent whether createTicket is idempotent
 */
public record StrategyUnderTest(
    String name, Strategy strategy, LedgerTicketSystem.Factory ticketSystem, boolean idempotent) {

  /** Returns the strategy with the workshop's ticket system, which is not idempotent. */
  public static StrategyUnderTest of(Strategy strategy) {
    return new StrategyUnderTest(strategy.name(), strategy, LedgerTicketSystem::new, false);
  }

  /** Returns whether the strategy uses a child workflow. */
  public boolean hasChild() {
    return strategy.workflows().size() > 1;
  }
}
