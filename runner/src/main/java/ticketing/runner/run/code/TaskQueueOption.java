package ticketing.runner.run.code;

import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;

/** The option that names the task queue. */
public final class TaskQueueOption {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  @Option(
      names = "--task-queue",
      paramLabel = "NAME",
      description =
          "Use this task queue. Pass the same name to worker and order; default: the exercise's name.")
  private String taskQueue;

  /** Returns the strategy on the task queue that was named, if one was. */
  public Strategy of(Strategy strategy) {
    if (taskQueue == null) {
      return strategy;
    }
    if (!RULE.matcher(taskQueue).matches()) {
      throw new UsageException(
          "--task-queue must be a name of 1 to 100 letters, digits, dots, hyphens and underscores, such as evening.");
    }
    return strategy.on(taskQueue);
  }
}
