package ticketing.runner.run.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.runner.run.orders.RunOrders;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.Timer;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The orders of one strategy's part of a demo, and the ticket system that has their seats. */
final class DemoOrders {
  private final StrategyUnderTest candidate;
  private final List<String> orderIds;
  private final Clock clock;
  private final Ledger ledger;
  private final Journal journal = new Journal();

  /** These orders; their tickets go into this folder, dated by this clock. */
  DemoOrders(StrategyUnderTest candidate, Path database, List<String> orderIds, Clock clock) {
    this.candidate = candidate;
    this.orderIds = orderIds;
    this.clock = clock;
    this.ledger = new Ledger(database, clock);
  }

  /** Reserves a seat for each, and opens the ticket system: what its worker is to call. */
  OrderActivities open(FaultPlan faults, TimingGuarantees timing, Timer timer) {
    Reservations reservations = RunOrders.reservations(orderIds);
    reservations.write(ledger.database());
    return new OrderActivitiesImpl(
        new FaultyTicketSystem(
            candidate
                .ticketSystem()
                .of(ledger, reservations, timing, LedgerTicketSystem.TOKEN_LIFE, clock),
            faults,
            timing,
            journal,
            clock,
            timer),
        new PaymentService());
  }

  List<String> ids() {
    return orderIds;
  }

  /** What came of them, once everything late has landed. */
  DemoResult result(List<WorkflowResult> endings, Duration time) {
    return new DemoResult(
        candidate.name(),
        RunResults.of(ledger, orderIds, endings),
        journal.calls(Operation.CREATE_TICKET),
        time);
  }
}
