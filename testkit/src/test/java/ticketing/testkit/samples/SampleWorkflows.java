package ticketing.testkit.samples;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.PaymentService;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** Workflows for tests, in a separate package. */
public final class SampleWorkflows {
  private SampleWorkflows() {}

  private static OrderActivities activities() {
    return Workflow.newActivityStub(
        OrderActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
            .build());
  }

  /** Calls createTicket once and returns the ticket. */
  public static final class Correct implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      Token token = activities().issueToken(orderId);
      Reservation reservation = activities().findReservation(token, orderId);
      return activities().createTicket(token, reservation);
    }
  }

  /** Throws an exception. */
  public static final class Throwing implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      throw new NullPointerException("a bug");
    }
  }

  /** Fails with the card number in its message, and succeeds when it is retried. */
  public static final class Leaking implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      if (Workflow.getInfo().getAttempt() == 1) {
        String number = new PaymentService().paymentInfoOf(orderId).cardNumber();
        throw ApplicationFailure.newFailure("Card " + number.replace("-", " "), "Declined");
      }
      return new Correct().placeOrder(orderId);
    }
  }

  /** Never ends, but waits for activities instead of using the CPU. */
  public static final class Waiting implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      while (true) {
        activities().findTicket(orderId);
      }
    }
  }

  /** Blocks its thread. */
  public static final class Blocked implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      try {
        Thread.sleep(10_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return orderId;
    }
  }

  /** Creates until there is a ticket, whatever the failure, a minute apart. */
  public static final class Stubborn implements OrderWorkflow {
    private final OrderActivities once =
        Workflow.newActivityStub(
            OrderActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .build());

    @Override
    public String placeOrder(String orderId) {
      Token token = activities().issueToken(orderId);
      Reservation reservation = activities().findReservation(token, orderId);
      while (true) {
        try {
          return once.createTicket(token, reservation);
        } catch (ActivityFailure e) {
          Workflow.sleep(Duration.ofMinutes(1));
        }
      }
    }
  }

  /** Waits twice as long each time. */
  public static final class Growing implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      for (Duration wait = Duration.ofSeconds(1); true; wait = wait.multipliedBy(2)) {
        Workflow.sleep(wait);
      }
    }
  }

  /** Starts a child with options that Temporal refuses. */
  public static final class Refused implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      RetryOptions longer =
          RetryOptions.newBuilder()
              .setInitialInterval(Duration.ofSeconds(2))
              .setMaximumInterval(Duration.ofSeconds(1))
              .build();
      return Workflow.newUntypedChildWorkflowStub(
              "Child", ChildWorkflowOptions.newBuilder().setRetryOptions(longer).build())
          .execute(String.class);
    }
  }

  /** Continues as new, and forgets which order it is. */
  public static final class Forgetful implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      activities().issueToken(orderId);
      Workflow.continueAsNew();
      return orderId;
    }
  }

  /** Takes a different path in a replay. */
  public static final class NonDeterministic implements OrderWorkflow {
    private static int runs;

    @Override
    public String placeOrder(String orderId) {
      if (runs++ % 2 == 0) {
        activities().findTicket(orderId);
      } else {
        activities().issueToken(orderId);
      }
      return "TICKET-1";
    }
  }
}
