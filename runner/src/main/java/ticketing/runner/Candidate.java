package ticketing.runner;

import java.time.Clock;
import java.time.Duration;
import ticketing.order.Strategy;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystem;
import ticketing.system.UniqueReferenceTicketSystem;

/**
 * What the demo and the explorer put to the test: a strategy, and the ticket system that it calls.
 *
 * @param name as it is told, such as {@code 03-validate-loop}
 * @param strategy the workflow code
 * @param ticketSystem makes the ticket system, without faults
 */
public record Candidate(String name, Strategy strategy, TicketSystemFactory ticketSystem) {

  /** The name of {@link #key}. */
  public static final String KEY = "key";

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

  /** A stage's strategy, and the ticket system that the workshop is about. */
  public static Candidate of(Strategy strategy) {
    return new Candidate(strategy.name(), strategy, LedgerTicketSystem::new);
  }

  /**
   * The stronger tool, for comparison and no exercise: the workflow code of the first solution,
   * unchanged, and a ticket system that keeps the client's reference unique.
   */
  public static Candidate key(Workshop workshop) {
    return new Candidate(
        KEY,
        StageCode.main(workshop.stages().get(0).solution()).strategy(),
        UniqueReferenceTicketSystem::new);
  }
}
