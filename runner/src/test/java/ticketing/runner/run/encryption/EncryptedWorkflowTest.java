package ticketing.runner.run.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests workers with and without the key. The workflow under test retries on any exception. */
@Timeout(60)
class EncryptedWorkflowTest {
  private static final String OLD = EncryptionKeys.newKey("old");
  private static final String NEW = EncryptionKeys.newKey("new");
  private static final String BOTH = NEW + "," + OLD;
  private static final String WORKFLOWS = "workflows";
  private static final String ACTIVITIES = "activities";

  /** The time after which Temporal gives the task of a stopped worker to another worker. */
  private static final Duration TASK_TIMEOUT = Duration.ofSeconds(1);

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final List<WorkerFactory> workers = new ArrayList<>();
  private final AtomicInteger sold = new AtomicInteger();

  /** The workflow under test. */
  @WorkflowInterface
  public interface Sale {
    /** Sells a seat and returns the ticket. */
    @WorkflowMethod
    String sell(String orderId);
  }

  /** The activity of the workflow under test. */
  @ActivityInterface
  public interface Seller {
    /** Creates a ticket and returns its number. */
    String create(String orderId);
  }

  /** Retries after any exception. */
  public static final class CarelessSale implements Sale {
    private final Seller seller =
        Workflow.newActivityStub(
            Seller.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(ACTIVITIES)
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());

    @Override
    public String sell(String orderId) {
      try {
        return seller.create(orderId);
      } catch (Exception e) {
        return seller.create(orderId);
      }
    }
  }

  /** Stops the workers first; otherwise the environment would wait several seconds for them. */
  @AfterEach
  void close() {
    workers.forEach(WorkerFactory::shutdownNow);
    workers.forEach(factory -> factory.awaitTermination(1, TimeUnit.SECONDS));
    environment.close();
  }

  private WorkflowClient client(String keys) {
    return WorkflowClient.newInstance(
        environment.getWorkflowServiceStubs(),
        WorkflowClientOptions.newBuilder()
            .setDataConverter(
                new EncryptionCodec(EncryptionKeys.parse(keys))
                    .wrap(DefaultDataConverter.newDefaultInstance()))
            .build());
  }

  private WorkerFactory workflowWorker(String keys) {
    // Without a cache: the test service would wait forever for a stopped worker that has one.
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client(keys), WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
    factory.newWorker(WORKFLOWS).registerWorkflowImplementationTypes(CarelessSale.class);
    return started(factory);
  }

  private void activityWorker(String keys, Seller seller) {
    WorkerFactory factory = WorkerFactory.newInstance(client(keys));
    factory.newWorker(ACTIVITIES).registerActivitiesImplementations(seller);
    started(factory);
  }

  private WorkerFactory started(WorkerFactory factory) {
    workers.add(factory);
    factory.start();
    return factory;
  }

  private WorkflowStub place(String keys) {
    WorkflowStub order =
        client(keys)
            .newUntypedWorkflowStub(
                "Sale",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(WORKFLOWS)
                    .setWorkflowId("order-1")
                    .setWorkflowTaskTimeout(TASK_TIMEOUT)
                    .build());
    order.start("order-1");
    return order;
  }

  private List<HistoryEvent> history() {
    return client(BOTH).fetchHistory("order-1").getEvents();
  }

  private void awaitFailedWorkflowTask() throws InterruptedException {
    while (history().stream()
        .noneMatch(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Replaces a stuck worker with a worker that has these keys; returns the ticket. */
  private String ticketAfterReplacing(
      WorkflowStub order, int soldBefore, WorkerFactory stuck, String keys) throws Exception {
    awaitFailedWorkflowTask();
    assertThatThrownBy(() -> order.getResult(300, TimeUnit.MILLISECONDS, String.class))
        .isInstanceOf(TimeoutException.class);
    assertThat(sold).hasValue(soldBefore);
    stuck.shutdownNow();
    stuck.awaitTermination(1, TimeUnit.SECONDS);
    workflowWorker(keys);
    return order.getResult(String.class);
  }

  @Test
  void an_order_waits_for_a_worker_with_its_key() throws Exception {
    activityWorker(OLD, id -> "TICKET-" + sold.incrementAndGet());
    WorkerFactory keyless = workflowWorker("");
    WorkflowStub order = place(OLD);
    assertThat(ticketAfterReplacing(order, 0, keyless, OLD)).isEqualTo("TICKET-1");
  }

  @Test
  void an_undecryptable_result_is_not_a_failure() throws Exception {
    activityWorker(BOTH, id -> "TICKET-" + sold.incrementAndGet());
    WorkerFactory withOldKey = workflowWorker(OLD);
    WorkflowStub order = place(OLD);
    assertThat(ticketAfterReplacing(order, 1, withOldKey, OLD + "," + NEW)).isEqualTo("TICKET-1");
    assertThat(sold).hasValue(1);
  }

  @Test
  void an_undecryptable_failure_keeps_the_workflow_open() throws Exception {
    activityWorker(
        BOTH,
        id -> {
          if (sold.incrementAndGet() == 1) {
            throw ApplicationFailure.newFailure("no response", "Ambiguous");
          }
          return "TICKET-" + sold.get();
        });
    WorkerFactory withOldKey = workflowWorker(OLD);
    WorkflowStub order = place(OLD);
    assertThat(ticketAfterReplacing(order, 1, withOldKey, OLD + "," + NEW)).isEqualTo("TICKET-2");
  }
}
