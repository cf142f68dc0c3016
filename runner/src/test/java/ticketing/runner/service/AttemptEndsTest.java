package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When Temporal gives up an attempt, as the activity itself can know it. */
@Timeout(30)
class AttemptEndsTest {
  private static final Duration START_TO_CLOSE = Duration.ofSeconds(7);

  /** Says when its attempt ends. */
  @ActivityInterface
  public interface Asks {
    String ask();
  }

  /** Runs the activity. */
  @WorkflowInterface
  public interface Asking {
    @WorkflowMethod
    String run();
  }

  /** With a timeout. */
  public static final class AskingImpl implements Asking {
    @Override
    public String run() {
      return Workflow.newActivityStub(
              Asks.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(START_TO_CLOSE).build())
          .ask();
    }
  }

  @Test
  void an_attempt_ends_at_its_start_to_close_timeout() {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Worker worker = temporal.newWorker("asking");
      worker.registerWorkflowImplementationTypes(AskingImpl.class);
      worker.registerActivitiesImplementations((Asks) () -> new AttemptEnds().get().toString());
      temporal.start();
      Instant before = Instant.ofEpochMilli(temporal.currentTimeMillis());
      String ends =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  Asking.class, WorkflowOptions.newBuilder().setTaskQueue("asking").build())
              .run();
      Instant after = Instant.ofEpochMilli(temporal.currentTimeMillis());

      assertThat(Instant.parse(ends))
          .isBetween(before.plus(START_TO_CLOSE), after.plus(START_TO_CLOSE));
    }
  }
}
