package ticketing.testkit.samples;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** Workflows for tests, in a package without other code. */
public final class SampleWorkflows {
  private SampleWorkflows() {}

  private static OrderActivities activities() {
    return Workflow.newActivityStub(
        OrderActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
            .build());
  }

  /** Creates once and returns the ticket. */
  public static final class Right implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      Token token = activities().issueToken(orderId);
      Reservation reservation = activities().findReservation(token, orderId);
      return activities().createTicket(token, reservation);
    }
  }

  /** Has a bug. */
  public static final class Throwing implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      throw new NullPointerException("a bug");
    }
  }

  /** Never ends, but is not in an endless loop of its own. */
  public static final class Waiting implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      while (true) {
        activities().findTicket(orderId);
      }
    }
  }

  /** Takes another path in a replay. */
  public static final class Fickle implements OrderWorkflow {
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
