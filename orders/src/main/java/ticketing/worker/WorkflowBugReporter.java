package ticketing.worker;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says in one line, once per order, that the workflow's own code threw. Temporal then runs the same
 * step again and again until somebody mends the code, and would fill the log with it.
 */
final class WorkflowBugReporter extends WorkerInterceptorBase {
  private final PrintStream out;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  WorkflowBugReporter(PrintStream out) {
    this.out = out;
  }

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
          tell(Workflow.getInfo().getWorkflowId(), e);
          throw e;
        }
      }
    };
  }

  private void tell(String workflowId, RuntimeException e) {
    if (told.add(workflowId)) {
      StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
      out.printf(
          "%s  the workflow's code threw %s (%s). Mend it, start the worker again, and the order"
              + " goes on.%n",
          workflowId, e, at);
    }
  }
}
