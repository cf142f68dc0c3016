package ticketing.testkit;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;

/**
 * Ends a workflow whose code throws an exception, even a child that would be retried for ever: in
 * tests and demonstrations a bug is reported at once. Other workers let Temporal retry until the
 * code is fixed.
 */
public final class CodeExceptions extends WorkerInterceptorBase {

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new WorkflowInboundCallsInterceptorBase(next) {
      @Override
      public WorkflowOutput execute(WorkflowInput input) {
        try {
          return super.execute(input);
        } catch (TemporalFailure e) {
          throw e;
        } catch (RuntimeException e) {
          throw ApplicationFailure.newNonRetryableFailureWithCause(
              e.getMessage(), e.getClass().getName(), e);
        }
      }
    };
  }
}
