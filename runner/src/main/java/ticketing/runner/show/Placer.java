package ticketing.runner.show;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.runner.service.TicketService;
import ticketing.system.LedgerException;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/**
 * Places the orders of all lanes with Temporal and waits for the end of each. Some of each lane are
 * open at a time, and the others wait here; so a lane that stands still holds up no other.
 */
final class Placer implements AutoCloseable {
  /** The embedded server has a thread for everybody who waits for an order. */
  private static final int MOST_OPEN = 100;

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /**
   * A call that a worker had begun when Temporal forgot it is over by then, and what it has written
   * can be seen.
   */
  private static final Duration FORGOTTEN =
      OrderActivities.START_TO_CLOSE
          .plus(TicketService.TIMING.maxWriteDelay())
          .plus(TicketService.TIMING.maxReadLag());

  private final WorkflowClient client;
  private final PrintStream err;
  private final Map<Lane, Waiting> lanes = new HashMap<>();

  /** One thread does all that may take time. */
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread placer = new Thread(task, "placer");
            placer.setDaemon(true);
            return placer;
          });

  /** What is to be done with an order. */
  private interface Task {
    WorkflowStub begin(WorkflowClient client, Lane lane, int number);
  }

  private static final Task PLACE =
      (client, lane, number) -> OrderPlacement.place(client, lane.strategy(), lane.orderId(number));

  private static final Task FIND =
      (client, lane, number) -> client.newUntypedWorkflowStub(lane.orderId(number));

  private record Order(int number, Task task) {}

  private static final class Waiting {
    private final Deque<Order> orders = new ArrayDeque<>();
    private int open;
  }

  Placer(WorkflowClient client, Collection<Lane> all, PrintStream err) {
    this.client = client;
    this.err = err;
    all.forEach(lane -> lanes.put(lane, new Waiting()));
  }

  /** Places these orders of a lane as soon as may be. */
  void place(Lane lane, List<Integer> numbers) {
    numbers.forEach(number -> add(lane, new Order(number, PLACE), false));
  }

  /** The same again of one that was placed before, before the others. */
  void placeAgain(Lane lane, int number) {
    add(lane, new Order(number, PLACE), true);
  }

  /** Waits for the ends of orders that were placed by a process before this one. */
  void goOnWith(Lane lane, List<Integer> numbers) {
    numbers.forEach(number -> add(lane, new Order(number, FIND), false));
  }

  private void add(Lane lane, Order order, boolean first) {
    synchronized (lanes) {
      if (first) {
        lanes.get(lane).orders.addFirst(order);
      } else {
        lanes.get(lane).orders.addLast(order);
      }
    }
    soon(lane);
  }

  private void soon(Lane lane) {
    after(Duration.ZERO, () -> beginNext(lane));
  }

  private void after(Duration delay, Runnable action) {
    Runnable told =
        () -> {
          try {
            action.run();
          } catch (RuntimeException e) {
            // A mistake of ours, which nobody else would hear of.
            e.printStackTrace(err);
          }
        };
    try {
      thread.schedule(told, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The run is over. Whoever goes on with it asks for all its orders.
    }
  }

  private void beginNext(Lane lane) {
    next(lane).ifPresent(order -> begin(lane, order));
  }

  private Optional<Order> next(Lane lane) {
    synchronized (lanes) {
      Waiting waiting = lanes.get(lane);
      if (waiting.open >= MOST_OPEN || waiting.orders.isEmpty()) {
        return Optional.empty();
      }
      waiting.open++;
      return Optional.of(waiting.orders.removeFirst());
    }
  }

  private void begin(Lane lane, Order order) {
    try {
      await(lane, order, order.task().begin(client, lane, order.number()));
    } catch (StatusRuntimeException | WorkflowException e) {
      failed(lane, order, e);
    }
  }

  private void await(Lane lane, Order order, WorkflowStub stub) {
    stub.getResultAsync(String.class)
        .whenComplete(
            (ticketId, thrown) -> {
              Throwable failure =
                  thrown instanceof CompletionException ? thrown.getCause() : thrown;
              if (failure == null) {
                ended(lane, order, WorkflowResult.returned(ticketId));
              } else if (failure instanceof WorkflowFailedException workflow) {
                ended(lane, order, WorkflowResult.failed(workflow, lane.strategy()));
              } else {
                failed(lane, order, failure);
              }
            });
  }

  private void ended(Lane lane, Order order, WorkflowResult ending) {
    lane.ended(order.number(), ending);
    close(lane);
  }

  /** There is room for another. */
  private void close(Lane lane) {
    synchronized (lanes) {
      lanes.get(lane).open--;
    }
    soon(lane);
  }

  /** Temporal has given no answer, or one that is no end of the order. */
  private void failed(Lane lane, Order order, Throwable failure) {
    Optional<String> unreadable = DecodingErrors.reason(failure);
    if (unreadable.isPresent()) {
      lost(lane, order, "its end cannot be read: " + unreadable.get());
    } else if (isForgotten(failure)) {
      after(FORGOTTEN, () -> forgotten(lane, order));
    } else {
      after(AGAIN, () -> begin(lane, order));
    }
  }

  private static boolean isForgotten(Throwable failure) {
    Throwable root = OrderFailures.root(failure);
    return failure instanceof WorkflowNotFoundException
        || root instanceof StatusRuntimeException status
            && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  /**
   * A server that keeps its data in memory has been started anew, or the order never got there. The
   * customer still wants a ticket, so it is placed again; unless it has one, for nobody knows any
   * more what the customer was told.
   */
  private void forgotten(Lane lane, Order order) {
    try {
      if (lane.ticketsOnDisk(order.number()).isEmpty()) {
        begin(lane, new Order(order.number(), PLACE));
      } else {
        lost(lane, order, "Temporal has forgotten the order");
      }
    } catch (LedgerException e) {
      // The folder cannot be read now. That it has no ticket is not said with that.
      after(AGAIN, () -> forgotten(lane, order));
    }
  }

  private void lost(Lane lane, Order order, String why) {
    lane.lost(order.number(), why);
    close(lane);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
