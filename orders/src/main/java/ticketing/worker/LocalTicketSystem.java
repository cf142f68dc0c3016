package ticketing.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import ticketing.system.Database;
import ticketing.system.Journal;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.RandomFaults;
import ticketing.system.faults.Timer;

/**
 * The ticket system that a worker calls by default: in its own process, on the database that {@link
 * Database} finds, in real time. It prints its journal.
 *
 * <p>It fails if the environment says so: {@value #LIKELIHOOD_VARIABLE} is the likelihood of a
 * fault in each call, from 0 to 1; {@value #SEED_VARIABLE} chooses which.
 */
public final class LocalTicketSystem {
  /** The environment variable for the likelihood of a fault, 0 to 1. */
  public static final String LIKELIHOOD_VARIABLE = "WORKSHOP_LIKELIHOOD";

  /** The environment variable for the seed of the faults. */
  public static final String SEED_VARIABLE = "WORKSHOP_SEED";

  private LocalTicketSystem() {}

  /** Opens the one that this process's environment names; see the other method. */
  static TicketSystemHandle open() {
    return open(Database.locate(), System.getenv(), System.out);
  }

  /**
   * Opens it.
   *
   * @param environment which may name a likelihood and a seed
   * @param out prints the journal
   * @throws ticketing.system.LedgerException if there is no such database
   * @throws IllegalArgumentException if likelihood or seed is no number
   */
  public static TicketSystemHandle open(
      Path database, Map<String, String> environment, PrintStream out) {
    Journal journal = new Journal();
    journal.listen(new JournalPrinter(database, out::println));
    return new TicketSystemHandle(
        new FaultyTicketSystem(
            LedgerTicketSystem.open(database, TimingGuarantees.FAST),
            faultPlan(environment),
            TimingGuarantees.FAST,
            journal,
            Clock.systemUTC(),
            Timer.realTime()),
        "in " + database);
  }

  private static FaultPlan faultPlan(Map<String, String> environment) {
    String likelihood = environment.getOrDefault(LIKELIHOOD_VARIABLE, "").strip();
    String seed = environment.getOrDefault(SEED_VARIABLE, "").strip();
    try {
      return likelihood.isEmpty()
          ? FaultPlan.NO_FAULTS
          : new RandomFaults(
              seed.isEmpty() ? 1 : Long.parseLong(seed),
              Double.parseDouble(likelihood),
              Fault.REJECTED);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The likelihood is a number from 0 to 1 and the seed a whole number, not \"%s\" and \"%s\"."
              .formatted(likelihood, seed),
          e);
    }
  }
}
