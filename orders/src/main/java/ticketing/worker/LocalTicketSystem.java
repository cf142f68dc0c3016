package ticketing.worker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import ticketing.system.Database;
import ticketing.system.Journal;
import ticketing.system.LedgerTicketSystem;
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
   * Opens the ticket system on this database, and prints its journal.
   *
   * @throws IllegalArgumentException if likelihood or seed is not a number
   */
  public static TicketSystemHandle open(
      Path database, Map<String, String> environment, PrintStream out) {
    Journal journal = new Journal();
    journal.listen(new JournalPrinter(database, out)::print);
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

  /**
   * Prints the journal of a ticket system on disk, one line per entry. While the database is gone
   * it prints that once, and none of the calls that fail because of it.
   */
  private static final class JournalPrinter {
    private final Path database;
    private final PrintStream out;
    private boolean gone;

    JournalPrinter(Path database, PrintStream out) {
      this.database = database;
      this.out = out;
    }

    synchronized void print(Journal.Entry entry) {
      boolean wasGone = gone;
      gone = !Database.isThere(database);
      if (gone && !wasGone) {
        out.println(Database.missing(database));
      } else if (wasGone && !gone) {
        out.println("The ticket database " + database + " is back. The orders continue.");
      }
      if (!gone || entry.kind() != Journal.Kind.FAILED) {
        out.println(entry.orderId() + "  " + entry);
      }
    }
  }
}
