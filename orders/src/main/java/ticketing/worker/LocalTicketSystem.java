package ticketing.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.system.Journal;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.RandomFaults;
import ticketing.system.faults.Timer;

/**
 * The ticket system that a worker calls by default: in its own process, on disk, in real time, with
 * the random faults that the environment asks for.
 */
public final class LocalTicketSystem {
  /** The environment variable for the likelihood of a fault, 0 to 1. */
  public static final String LIKELIHOOD_VARIABLE = "WORKSHOP_LIKELIHOOD";

  /** The environment variable for the seed of the faults. */
  public static final String SEED_VARIABLE = "WORKSHOP_SEED";

  private LocalTicketSystem() {}

  /**
   * Opens the ticket system on this database, and prints its journal, each failure only once.
   *
   * @throws IllegalArgumentException if likelihood or seed is not a number
   */
  public static TicketSystem open(Path database, Map<String, String> environment, PrintStream out) {
    Journal journal = Journal.forListenersOnly();
    Set<String> failures = ConcurrentHashMap.newKeySet();
    journal.listen(
        entry -> {
          // A missing database fails each call of each order, again and again.
          if (entry.kind() != Journal.Kind.FAILED || failures.add(entry.outcome())) {
            out.println(entry.orderId() + "  " + entry);
          }
        });
    return new FaultyTicketSystem(
        LedgerTicketSystem.open(database, TimingGuarantees.FAST),
        faultPlan(environment),
        TimingGuarantees.FAST,
        journal,
        Clock.systemUTC(),
        Timer.realTime());
  }

  private static FaultPlan faultPlan(Map<String, String> environment) {
    String likelihood = environment.getOrDefault(LIKELIHOOD_VARIABLE, "").strip();
    String seed = environment.getOrDefault(SEED_VARIABLE, "").strip();
    if (likelihood.isEmpty()) {
      return FaultPlan.NO_FAULTS;
    }
    try {
      return new RandomFaults(
          seed.isEmpty() ? 1 : Long.parseLong(seed), Double.parseDouble(likelihood));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The likelihood must be a number from 0 to 1, the seed a whole number; not \"%s\" and \"%s\"."
              .formatted(likelihood, seed),
          e);
    }
  }
}
