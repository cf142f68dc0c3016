package ticketing.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** The ticket system that one test's order meets: a real ledger on disk, and scripted faults. */
final class FakeTicketWorld {
  /** The orders of all tests of this JVM are in it. */
  private static final Path DATABASE = TemporaryFolder.create("workshop-test");

  private final String orderId;
  private final TestTemporal temporal;
  private final Ledger ledger;
  private final ScriptedFaults faults = new ScriptedFaults();
  private final Journal journal = new Journal();
  private final List<Integer> deaths = new ArrayList<>();
  private int held;
  private Duration heldCreateWorks = Duration.ZERO;
  private int errorPage;
  private TimingGuarantees timing = TimingGuarantees.USUAL;
  private Duration tokenLife = Duration.ofDays(365);
  private Reservations.RejectionReason rejection;

  FakeTicketWorld(String orderId, TestTemporal temporal) {
    this.orderId = orderId;
    this.temporal = temporal;
    this.ledger = new Ledger(DATABASE, temporal.clock());
  }

  ScriptedFaults faults() {
    return faults;
  }

  void timing(TimingGuarantees served) {
    timing = served;
  }

  void tokensExpireAfter(Duration life) {
    tokenLife = life;
  }

  void rejectWith(Reservations.RejectionReason reason) {
    rejection = reason;
  }

  void workerDiesInCreate(int create) {
    deaths.add(create);
  }

  void holdCreate(int create) {
    held = create;
  }

  void heldCreateWorks(Duration afterItBegan) {
    heldCreateWorks = afterItBegan;
  }

  void failedCreatesBringAnErrorPage(int characters) {
    errorPage = characters;
  }

  boolean holdsACreate() {
    return held > 0;
  }

  /** Opens the ticket system as it has been described. */
  CreateHooks open() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", rejection)));
    FaultyTicketSystem ticketSystem =
        new FaultyTicketSystem(
            new LedgerTicketSystem(ledger, reservations, timing, tokenLife, temporal.clock()),
            faults,
            timing,
            journal,
            temporal.clock(),
            temporal.timer().delayedBy(this::untilItIsNoticed));
    CreateHooks hooks =
        new CreateHooks(new OrderActivitiesImpl(ticketSystem, new PaymentService()), temporal);
    deaths.forEach(hooks::dieIn);
    hooks.hold(held);
    hooks.work(heldCreateWorks);
    hooks.failWithErrorPage(errorPage);
    return hooks;
  }

  /** D counts from when Temporal gives an attempt up; that of a dead worker, after a time-out. */
  private Duration untilItIsNoticed() {
    return deaths.isEmpty() ? Duration.ZERO : temporal.restOfAttempt();
  }

  /** After this, everything late has landed and can be seen. */
  Duration settleTime() {
    return timing.maxWriteDelay().plus(timing.maxReadLag()).plusSeconds(1);
  }

  /** The numbers of the order's tickets that are in the ledger now. */
  List<String> tickets() {
    return ledger.ticketIdsOf(orderId);
  }

  /** How often the operation was called. */
  int calls(Operation operation) {
    return journal.calls(operation);
  }

  /** What happened, call by call. */
  List<Journal.Entry> journal() {
    return journal.entriesOf(orderId);
  }
}
