package ticketing.worker;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import io.temporal.worker.NonDeterministicException;
import java.io.PrintStream;
import ticketing.order.OrderFailures;

/**
 * Says in one line that an order cannot go on with the code of today, which does not do what its
 * history says; or that this worker cannot decode what was sent to it. The SDK has one place where
 * it can be heard: where it makes of the exception what it reports to the server; of each attempt
 * that it takes for a {@linkplain FirstAttempts first}.
 */
final class ChangedCodeReporter implements FailureConverter {
  private final FailureConverter behind = new DefaultFailureConverter();
  private final PrintStream out;
  private final String workflowId;

  ChangedCodeReporter(PrintStream out) {
    this(out, "?");
  }

  private ChangedCodeReporter(PrintStream out, String workflowId) {
    this.out = out;
    this.workflowId = workflowId;
  }

  @Override
  public FailureConverter withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext ofWorkflow
        ? new ChangedCodeReporter(out, ofWorkflow.getWorkflowId())
        : this;
  }

  @Override
  public Failure exceptionToFailure(Throwable exception, DataConverter converter) {
    if (exception instanceof NonDeterministicException) {
      out.printf(
          "%s  the workflow's code was changed while this order was in flight, and cannot go on with"
              + " it: %s. Take the change back, or make it with Workflow.getVersion; start the"
              + " worker again, and the order goes on.%n",
          workflowId, ReplayDifference.of(exception));
    }
    if (isUnreadable(exception)) {
      out.printf(
          "%s  this worker cannot read it. %s%n",
          workflowId, Unreadable.reason(exception).orElseThrow());
    }
    return behind.exceptionToFailure(exception, converter);
  }

  /** What a codec cannot decode, it tells by itself. */
  private static boolean isUnreadable(Throwable exception) {
    return OrderFailures.root(exception) instanceof DataConverterException;
  }

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter converter) {
    return behind.failureToException(failure, converter);
  }
}
