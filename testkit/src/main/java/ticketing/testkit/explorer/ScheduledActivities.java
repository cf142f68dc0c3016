package ticketing.testkit.explorer;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.order.OrderActivities;
import ticketing.system.Operation;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** The activities of one order, with the points at which its schedule interrupts it. */
final class ScheduledActivities implements OrderActivities {
  private final OrderActivities target;
  private final SchedulePlan plan;
  private final Interrupter interrupter;
  private final Clock clock;
  private final Runnable onCallLimit;
  private final Object gate = new Object();
  private Instant failedCreateEnded;
  private String acknowledgedTicket;
  private String ticketBeforeLastCreate;

  /**
   * Creates activities that interrupt the calls to this target.
   *
   * @param onCallLimit is run when there are so many calls that the workflow is considered endless
   */
  ScheduledActivities(
      OrderActivities target,
      SchedulePlan plan,
      Interrupter interrupter,
      Clock clock,
      Runnable onCallLimit) {
    this.target = target;
    this.plan = plan;
    this.interrupter = interrupter;
    this.clock = clock;
    this.onCallLimit = onCallLimit;
  }

  @Override
  public Token issueToken(String orderId) {
    recordSettling();
    return call(
        Operation.ISSUE_TOKEN,
        () -> target.issueToken(orderId),
        () -> plan.takeInterruption(StepKind.TOKEN));
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    recordSettling();
    return call(
        Operation.FIND_RESERVATION,
        () -> target.findReservation(token, orderId),
        () -> plan.takeInterruption(StepKind.RESERVATION));
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    recordSettling();
    return call(
        Operation.FIND_TICKET,
        () -> target.findTicket(orderId),
        () -> plan.currentStep().interruption());
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    recordSettling();
    synchronized (this) {
      ticketBeforeLastCreate = acknowledgedTicket;
    }
    String ticket = null;
    try {
      ticket =
          call(
              Operation.CREATE_TICKET,
              () -> target.createTicket(token, reservation),
              () -> plan.currentStep().interruption());
      return ticket;
    } finally {
      createEnded(ticket);
    }
  }

  private synchronized void createEnded(String ticket) {
    if (ticket != null && !plan.currentStep().interruption().isCancellation()) {
      acknowledgedTicket = ticket;
    }
    failedCreateEnded = ticket == null ? clock.instant() : null;
    interrupter.interruptSettling();
  }

  /** Records a settle time if the pause before this call was long enough. */
  private synchronized void recordSettling() {
    if (failedCreateEnded != null
        && Duration.between(failedCreateEnded, clock.instant())
                .compareTo(interrupter.pauseBeforeInterruption())
            > 0) {
      plan.recordSettled();
    }
    failedCreateEnded = null;
  }

  private void awaitInterruptedCall() {
    synchronized (gate) {
      // Its interruption is over.
    }
  }

  /** Makes a call. The last failure of a long outage says when to retry. */
  private <T> T answer(Operation operation, Supplier<T> call) {
    awaitInterruptedCall();
    try {
      return call.get();
    } catch (ApplicationFailure failure) {
      if (failure.isNonRetryable()) {
        throw failure;
      }
      ApplicationFailure.Builder unclear = plan.unclear(failure);
      plan.retryDelay(operation).ifPresent(unclear::setNextRetryDelay);
      throw unclear.build();
    }
  }

  private <T> T call(
      Operation operation, Supplier<T> call, Supplier<Interruption> interruptionOfCall) {
    T answer = null;
    RuntimeException failure = null;
    try {
      answer = answer(operation, call);
    } catch (RuntimeException e) {
      failure = e;
    }
    if (plan.exceedsCallLimit()) {
      onCallLimit.run();
    }
    Interruption interruption =
        interrupter.cancelsAt(operation) ? Interruption.CANCEL : interruptionOfCall.get().inCall();
    if (interruption == Interruption.RESTART) {
      return interrupter.killWorkerInCall(Activity.getExecutionContext())
          ? call(operation, call, interruptionOfCall)
          : null;
    }
    if (interruption != Interruption.NONE) {
      // No other call may end the workflow meanwhile: the test service would not find this one.
      synchronized (gate) {
        interrupter.interruptCall(interruption, Activity.getExecutionContext());
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  synchronized Optional<String> ticketBeforeLastCreate() {
    return Optional.ofNullable(ticketBeforeLastCreate);
  }
}
