package ticketing.testkit.explorer;

import ticketing.order.Strategy;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.UniqueReferenceTicketSystem;

/**
 * A strategy and the ticket system that it calls.
 *
 * @param idempotent whether createTicket is idempotent
 */
public record StrategyUnderTest(Strategy strategy, boolean idempotent) {

  /** Returns the strategy with the workshop's ticket system, which is not idempotent. */
  public static StrategyUnderTest of(Strategy strategy) {
    return new StrategyUnderTest(strategy, false);
  }

  /** Returns the display name, such as {@code 03-validate-loop}. */
  public String name() {
    return strategy.name();
  }

  /** Returns the ticket system that it calls, of the parts of the usual one. */
  public LedgerTicketSystem ticketSystem(LedgerTicketSystem usual) {
    return idempotent ? new UniqueReferenceTicketSystem(usual) : usual;
  }

  /** Returns whether the strategy uses a child workflow. */
  public boolean hasChild() {
    return strategy.workflows().size() > 1;
  }
}
