package ticketing.order;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.List;

/**
 * One way to turn an order into a ticket.
 *
 * @param name the stage's name, such as {@code 03-validate-loop}; also the task queue's
 * @param workflows the classes that implement {@link OrderWorkflow} and what else it needs
 */
public record Strategy(String name, List<Class<?>> workflows) {

  /** A strategy of these workflow implementations. */
  public Strategy(String name, Class<?>... workflows) {
    this(name, List.of(workflows));
  }

  /** The task queue that its workers poll. */
  public String taskQueue() {
    return name;
  }

  /** Makes the worker able to do this strategy's workflows. */
  public void registerOn(Worker worker, WorkflowImplementationOptions options) {
    worker.registerWorkflowImplementationTypes(options, workflows.toArray(Class<?>[]::new));
  }
}
