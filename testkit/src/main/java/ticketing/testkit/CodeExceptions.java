package ticketing.testkit;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends a workflow whose code throws an exception, even a child that would be retried for ever: in
 * tests and demonstrations a bug is reported at once. Other workers let Temporal retry until the
 * code is fixed.
 */
public final class CodeExceptions extends WorkerInterceptorBase {
  /** Stands for the end of a run that continues as new although it was asked to cancel. */
  static final Object CONTINUED_AS_NEW = new Object();

  private final Consumer<Optional<Object>> onEnd;

  /**
   * Tells {@code onEnd}, on the workflow's thread, what the code of a run returned or threw, or
   * {@link #CONTINUED_AS_NEW}; empty if it returned null.
   */
  public CodeExceptions(Consumer<Optional<Object>> onEnd) {
    this.onEnd = onEnd;
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public void init(WorkflowOutboundCallsInterceptor outbound) {
        super.init(
            new WorkflowOutboundCallsInterceptorBase(outbound) {
              @Override
              public void continueAsNew(ContinueAsNewInput input) {
                // Temporal closes a cancelled run, whatever its code does.
                if (CancellationScope.current().isCancelRequested()) {
                  onEnd.accept(Optional.of(CONTINUED_AS_NEW));
                }
                super.continueAsNew(input);
              }
            });
      }

      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        try {
          WorkflowOutput output = super.execute(input);
          onEnd.accept(Optional.ofNullable(output.getResult()));
          return output;
        } catch (RuntimeException e) {
          TemporalFailure failure = failure(e);
          onEnd.accept(Optional.of(failure));
          throw failure;
        }
      }
    };
  }

  private static TemporalFailure failure(RuntimeException thrown) {
    return thrown instanceof TemporalFailure failure
        ? failure
        : ApplicationFailure.newNonRetryableFailureWithCause(
            thrown.getMessage(), thrown.getClass().getName(), thrown);
  }
}
