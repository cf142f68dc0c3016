package ticketing.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.ScriptedFaults;

/** The ticket system of one test's order: a real ledger on disk, and scripted faults. */
final class FakeTicketWorld {
  /** The orders of all tests of this JVM are in it. */
  private static final Path DATABASE = TemporaryFolder.create("workshop-test");

  private final String orderId;
  private final TestTemporal temporal;
  private final Ledger ledger;
  private final Journal journal = new Journal();
  private final ScriptedFaults faults = new ScriptedFaults();
  private final CreateHooks creates;
  private TimingGuarantees timing = TimingGuarantees.USUAL;
  private Duration tokenLife = Duration.ofDays(365);
  private Reservations.RejectionReason rejection;

  FakeTicketWorld(String orderId, TestTemporal temporal) {
    this.orderId = orderId;
    this.temporal = temporal;
    this.ledger = new Ledger(DATABASE, temporal.clock());
    this.creates = new CreateHooks(temporal);
  }

  ScriptedFaults faults() {
    return faults;
  }

  CreateHooks creates() {
    return creates;
  }

  void timing(TimingGuarantees guarantees) {
    timing = guarantees;
  }

  void tokensExpireAfter(Duration life) {
    tokenLife = life;
  }

  void rejectWith(Reservations.RejectionReason reason) {
    rejection = reason;
  }

  /** Opens the ticket system as it was described. */
  OrderActivities open() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", rejection)));
    creates.target(
        new OrderActivitiesImpl(
            new FaultyTicketSystem(
                new LedgerTicketSystem(ledger, reservations, timing, tokenLife, temporal.clock()),
                faults,
                timing,
                journal,
                temporal.clock(),
                this::writeLate),
            new PaymentService()));
    return creates;
  }

  /** D starts when Temporal gives the attempt up: if the worker is dead, at its timeout. */
  private void writeLate(Duration limit, Consumer<Instant> write) {
    Duration untilGivenUp = creates.killsWorker() ? temporal.restOfAttempt() : Duration.ZERO;
    temporal.timer().within(limit.plus(untilGivenUp), write);
  }

  /** Returns the time after which every late write is done and visible. */
  Duration settleTime() {
    return timing.maxWriteDelay().plus(timing.maxReadLag()).plusSeconds(1);
  }

  List<String> tickets() {
    return ledger.ticketIdsOf(orderId);
  }

  int calls(Operation operation) {
    return journal.calls(operation);
  }

  List<Journal.Entry> journal() {
    return journal.entriesOf(orderId);
  }
}
