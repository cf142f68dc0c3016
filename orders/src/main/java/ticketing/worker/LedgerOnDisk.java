package ticketing.worker;

import java.nio.file.Path;
import java.time.Clock;
import ticketing.system.Database;
import ticketing.system.Journal;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.TermsOfService;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.RandomFaults;
import ticketing.system.faults.Timer;

/**
 * The ticket system that a worker calls unless told otherwise: in its own process, on the database
 * that {@link Database} finds, in real time. It prints its journal.
 *
 * <p>It fails if the environment says so: {@value #LIKELIHOOD_VARIABLE} is the likelihood of a
 * fault in each call, from 0 to 1; {@value #SEED_VARIABLE} chooses which.
 */
public final class LedgerOnDisk {
  /** The environment variable for the likelihood of a fault, 0 to 1. */
  public static final String LIKELIHOOD_VARIABLE = "WORKSHOP_LIKELIHOOD";

  /** The environment variable for the seed of the faults. */
  public static final String SEED_VARIABLE = "WORKSHOP_SEED";

  /** The system property for the likelihood; it goes before the variable. */
  public static final String LIKELIHOOD_PROPERTY = "workshop.likelihood";

  /** The system property for the seed; it goes before the variable. */
  public static final String SEED_PROPERTY = "workshop.seed";

  private LedgerOnDisk() {}

  /**
   * Opens it.
   *
   * @throws ticketing.system.LedgerException if there is no such database
   * @throws IllegalArgumentException if the environment names no likelihood or seed
   */
  public static OpenedTicketSystem open() {
    Path database = Database.locate();
    Journal journal = new Journal();
    journal.listen(new JournalOnScreen(database, System.out::println));
    return new OpenedTicketSystem(
        new FaultyTicketSystem(
            LedgerTicketSystem.open(database, TermsOfService.FAST),
            faultPlan(),
            TermsOfService.FAST,
            journal,
            Clock.systemUTC(),
            Timer.realTime()),
        "in " + database);
  }

  private static FaultPlan faultPlan() {
    String likelihood = System.getProperty(LIKELIHOOD_PROPERTY, System.getenv(LIKELIHOOD_VARIABLE));
    String seed = System.getProperty(SEED_PROPERTY, System.getenv(SEED_VARIABLE));
    try {
      return likelihood == null || likelihood.isBlank()
          ? FaultPlan.NO_FAULTS
          : new RandomFaults(
              seed == null || seed.isBlank() ? 1 : Long.parseLong(seed.trim()),
              Double.parseDouble(likelihood.trim()),
              Fault.REJECTED);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The likelihood is a number from 0 to 1 and the seed a whole number, not \""
              + likelihood
              + "\" and \""
              + seed
              + "\".",
          e);
    }
  }
}
