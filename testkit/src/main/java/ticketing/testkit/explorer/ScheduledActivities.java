package ticketing.testkit.explorer;

import io.temporal.activity.Activity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.order.OrderActivities;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** The activities of one order, with the moments at which its schedule disturbs it. */
final class ScheduledActivities implements OrderActivities {
  private final OrderActivities behind;
  private final SchedulePlan plan;
  private final Interrupter disturber;
  private final Clock clock;
  private final Runnable endless;
  private final List<Integer> settled = new ArrayList<>();
  private Instant failedCreateEnded;
  private String acknowledged;
  private String createdAfter;

  /**
   * The activities of an order.
   *
   * @param endless is called when there are so many calls that there will be no end
   */
  ScheduledActivities(
      OrderActivities behind,
      SchedulePlan plan,
      Interrupter disturber,
      Clock clock,
      Runnable endless) {
    this.behind = behind;
    this.plan = plan;
    this.disturber = disturber;
    this.clock = clock;
    this.endless = endless;
  }

  @Override
  public Token issueToken(String orderId) {
    noticeSettling();
    return behind.issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    noticeSettling();
    return call(
        () -> behind.findReservation(token, orderId),
        () -> plan.take(StepKind.RESERVATION).map(Step::disturbance).orElse(Interruption.NONE));
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    noticeSettling();
    return call(() -> behind.findTicket(orderId), () -> plan.ofThisThread().disturbance());
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    noticeSettling();
    synchronized (this) {
      createdAfter = acknowledged;
    }
    String ticket = null;
    try {
      ticket =
          call(
              () -> behind.createTicket(token, reservation),
              () -> plan.ofThisThread().disturbance());
      return ticket;
    } finally {
      createEnded(ticket);
    }
  }

  private synchronized void createEnded(String ticket) {
    if (ticket != null && plan.ofThisThread().disturbance() != Interruption.CANCEL) {
      acknowledged = ticket;
    }
    failedCreateEnded = ticket == null ? clock.instant() : null;
    disturber.disturbSettling();
  }

  /** The pause that this call ends may have been a settling. */
  private synchronized void noticeSettling() {
    if (failedCreateEnded != null
        && Duration.between(failedCreateEnded, clock.instant())
                .compareTo(disturber.middleOfSettling())
            > 0) {
      settled.add(plan.happened().size() - 1);
    }
    failedCreateEnded = null;
  }

  private <T> T call(Supplier<T> call, Supplier<Interruption> disturbance) {
    T answer = null;
    RuntimeException failure = null;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      failure = e;
    }
    if (plan.isEndless()) {
      endless.run();
    }
    Interruption what = disturbance.get();
    if (what != Interruption.NONE) {
      switch (disturber.disturbCall(what, Activity.getExecutionContext())) {
        case LOST -> {
          return null;
        }
        case LOST_AND_CALLED_AGAIN -> {
          return call(call, disturbance);
        }
        case ARRIVES -> {}
      }
    }
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  /** After which steps of what happened the workflow settled. */
  synchronized List<Integer> settled() {
    return List.copyOf(settled);
  }

  /** The ticket after whose acknowledgement there was another create, if there was. */
  synchronized Optional<String> createdAfter() {
    return Optional.ofNullable(createdAfter);
  }
}
