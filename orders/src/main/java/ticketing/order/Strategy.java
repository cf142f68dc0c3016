package ticketing.order;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.List;

/**
 * One way to turn an order into a ticket.
 *
 * @param name the stage's name, such as {@code 03-validate-loop}
 * @param taskQueue the task queue that its workers poll
 * @param workflows the classes that implement {@link OrderWorkflow} and what else it needs
 */
public record Strategy(String name, String taskQueue, List<Class<?>> workflows) {

  /** Creates a strategy of these workflow implementations; its task queue has its name. */
  public Strategy(String name, Class<?>... workflows) {
    this(name, name, List.of(workflows));
  }

  /** Returns the same strategy on another task queue. */
  public Strategy on(String otherTaskQueue) {
    return new Strategy(name, otherTaskQueue, workflows);
  }

  /** Registers this strategy's workflows on a worker. */
  public void registerOn(Worker worker, WorkflowImplementationOptions options) {
    worker.registerWorkflowImplementationTypes(options, workflows.toArray(Class<?>[]::new));
  }

  /** Returns the name, and the task queue if its name differs. */
  @Override
  public String toString() {
    return taskQueue.equals(name) ? name : name + " on task queue " + taskQueue;
  }
}
