package ticketing.testkit.explorer;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.system.Operation;
import ticketing.testkit.ActivitiesByOrder;

/** What surrounds the activities of one order: the points at which its schedule interrupts it. */
final class ScheduledCalls implements ActivitiesByOrder.Around {
  private final SchedulePlan plan;
  private final Interrupter interrupter;
  private final Clock clock;
  private final Runnable onCallLimit;
  private final Object gate = new Object();
  private Instant failedCreateEnded;
  private String acknowledgedTicket;
  private String ticketBeforeLastCreate;

  /** Runs {@code onCallLimit} when there are so many calls that the workflow counts as endless. */
  ScheduledCalls(SchedulePlan plan, Interrupter interrupter, Clock clock, Runnable onCallLimit) {
    this.plan = plan;
    this.interrupter = interrupter;
    this.clock = clock;
    this.onCallLimit = onCallLimit;
  }

  @Override
  public <T> T call(Operation operation, Supplier<T> call) {
    recordSettling();
    if (operation != Operation.CREATE_TICKET) {
      return interruptible(operation, call);
    }
    synchronized (this) {
      ticketBeforeLastCreate = acknowledgedTicket;
    }
    T ticket = null;
    try {
      ticket = interruptible(operation, call);
      return ticket;
    } finally {
      createEnded((String) ticket);
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

  private <T> T answer(Operation operation, Supplier<T> call) {
    synchronized (gate) {
      // No other call is interrupted now.
    }
    try {
      return call.get();
    } catch (ApplicationFailure failure) {
      throw failure.isNonRetryable() ? failure : plan.unclear(operation, failure);
    }
  }

  private Interruption interruptionOf(Operation operation) {
    return switch (operation) {
      case ISSUE_TOKEN -> plan.takeInterruption(StepKind.TOKEN);
      case FIND_RESERVATION -> plan.takeInterruption(StepKind.RESERVATION);
      case CREATE_TICKET, FIND_TICKET -> plan.currentStep().interruption();
    };
  }

  private <T> T interruptible(Operation operation, Supplier<T> call) {
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
        interrupter.cancelsAt(operation) ? Interruption.CANCEL : interruptionOf(operation).inCall();
    if (interruption == Interruption.RESTART) {
      return interrupter.killWorkerInCall(Activity.getExecutionContext())
          ? interruptible(operation, call)
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
