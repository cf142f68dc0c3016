package ticketing.testkit;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;

/**
 * Makes an exception in workflow code end the workflow, also a child whose retry policy would try
 * for ever. Where people watch, a bug shall be told at once; a worker in earnest lets Temporal try
 * again until the code is mended.
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
